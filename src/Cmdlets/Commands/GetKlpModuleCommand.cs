using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Projection;

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
    protected override void Run() => WriteNamed(Name, static (name, kernel) => Failure.Of("ModuleNotFound", name, name, kernel), ModuleProjection.All, static module => module.Name);
}
