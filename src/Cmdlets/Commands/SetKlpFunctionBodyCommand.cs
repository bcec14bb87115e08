using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Symbols;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>
/// Lets a script block stand in for functions: it runs wherever their own bodies would, until -Reset. A function of a module may be given
/// one before the module is loaded, as <c>module:name</c>, so that it is there for the module's init and callbacks. Where a module has several
/// functions of a name, <c>module:name,2</c> is the second.
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
                (string? module, string function, int position) = Functions.Split(name);
                if (IsAbsent(kernel, module)) kernel.StandIn(Plain(module!), function, code, position);
                else if (code is null && position == 0 && OnlyOwner(kernel, name) is { } owner) kernel.StandIn(owner, function, null);
                else Give(kernel, Functions.Find(kernel, kernelName, name), code);
                return new EntranceResult(Status.Ok, "", default, []);
            },
            PassThru ? kernel => Written(kernelName, kernel, name) : null);
    }

    private static void Give(Kernel kernel, Symbol symbol, HostFunction? code)
    {
        if (symbol.Module is null) kernel.StandIn(symbol.Address, code);
        else kernel.StandIn(symbol.Module, symbol.Name, code, Functions.Position(kernel, symbol));
    }

    // What a module is called that isn't loaded is taken at its word.
    private static bool IsAbsent(Kernel kernel, string? module) => module is not null and not "vmlinux" && kernel.Modules.Find(Plain(module)) is null;

    private static string Plain(string module) => module.Replace('-', '_');

    // The module that all functions of a name lie in; null where there is none.
    private static string? OnlyOwner(Kernel kernel, string name)
    {
        List<Symbol> found = Functions.FindAll(kernel, name).FindAll(static symbol => symbol.IsText);
        return found.Count > 1 && found.TrueForAll(symbol => symbol.Module == found[0].Module) ? found[0].Module : null;
    }

    private static List<FunctionInfo> Written(string kernelName, Kernel kernel, string name)
    {
        FunctionProjection functions = new(kernelName, kernel.Clone());
        return Functions.FindAll(kernel, name).FindAll(static symbol => symbol.IsText).ConvertAll(functions.Of);
    }
}
