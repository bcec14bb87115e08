using System.Management.Automation;
using KlpShell.Core.Vetting;
using KlpShell.Projection;

namespace KlpShell.Commands;

/// <summary>Says what would happen if a module's file were loaded: whether it is refused and by which check, what is logged, what is resolved, and what comes later.</summary>
[Cmdlet(VerbsCommon.Get, "KlpModuleVerdict")]
[OutputType(typeof(ModuleVerdictInfo))]
public sealed class GetKlpModuleVerdictCommand : KlpModuleVetCommand
{
    /// <inheritdoc/>
    private protected override void Show(string path, string kernelName, ModuleVerdict verdict) => WriteObject(VerdictProjection.Of(path, kernelName, verdict));
}
