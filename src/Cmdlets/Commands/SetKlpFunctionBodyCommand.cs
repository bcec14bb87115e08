using System;
using System.Management.Automation;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>
/// Lets a script block stand in for functions: it runs wherever their own bodies would, until -Reset. A function of a module may be given
/// one before the module is loaded, as <c>module:name</c>, so that it is there for the module's init and callbacks.
/// </summary>
[Cmdlet(VerbsCommon.Set, "KlpFunctionBody", DefaultParameterSetName = "ScriptBlock", SupportsShouldProcess = true)]
[OutputType(typeof(FunctionInfo))]
public sealed class SetKlpFunctionBodyCommand : KlpFunctionChangeCommand
{
    /// <summary>
    /// What the functions do. It is called with the argument, and knows the call as <c>$_</c>. A string that it writes is a line that the function
    /// prints where it is read; a number or a truth is what it returns, 0 where there is none. A hash table says it by the words of the
    /// manifests: <c>printk</c>, <c>seq_printf</c>, <c>return</c>.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "ScriptBlock")]
    [ValidateNotNull]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    /// <summary>Gives the functions their own bodies back.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Reset")]
    public SwitchParameter Reset { get; set; }

    /// <summary>Writes the functions, as far as they are there.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Take(string name)
    {
        string kernelName = Target.Name;
        HostFunction? code = ParameterSetName == "Reset" ? null : new ScriptBody(name, kernelName, ScriptBlock).Run;
        Change(
            $"function '{name}'",
            code is null ? "Reset the body of" : "Set the body of",
            kernel =>
            {
                if (IsOfAbsentModule(kernel, name, out string module, out string function)) kernel.StandIn(module, function, code);
                else if (Functions.Find(kernel, kernelName, name) is { Module: { } owner } symbol) kernel.StandIn(owner, symbol.Name, code);
                else kernel.StandIn(Functions.Find(kernel, kernelName, name).Address, code);
                return new EntranceResult(Status.Ok, "", default, []);
            },
            PassThru ? kernel => Written(kernelName, kernel, name) : null);
    }

    // What a module is called that isn't loaded is taken at its word.
    private static bool IsOfAbsentModule(Kernel kernel, string name, out string module, out string function)
    {
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        module = colon > 0 ? name[..colon].Replace('-', '_') : "";
        function = name[(colon + 1)..];
        return colon > 0 && function.Length > 0 && module != "vmlinux" && kernel.Modules.Find(module) is null;
    }

    private static FunctionInfo? Written(string kernelName, Kernel kernel, string name) => IsOfAbsentModule(kernel, name, out _, out _)
        ? null
        : new FunctionProjection(kernelName, kernel.Clone()).Of(Functions.Find(kernel, kernelName, name));
}
