using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Lists the loaded modules, newest first, as lsmod does.</summary>
[Cmdlet(VerbsCommon.Get, "KlpModule")]
[OutputType(typeof(ModuleInfo))]
public sealed class GetKlpModuleCommand : KlpKernelCommand
{
    /// <summary>Their names. Wildcards are allowed. All when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Module")]
    [NameOf("Module", Others = "*")]
    [ArgumentCompleter(typeof(ModuleCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        List<ModuleInfo> all = Look(kernel => ModuleProjection.All(handle.Name, kernel));
        foreach (string name in Name)
        {
            NamePattern pattern = new(name);
            List<ModuleInfo> found = all.FindAll(module => pattern.IsMatch(module.Name));
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name)) WriteError(Failure.Of("ModuleNotFound", name, name, handle.Name).ToRecord());
            foreach (ModuleInfo module in found) WriteObject(module);
        }
    }
}
