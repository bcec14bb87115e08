using System.Management.Automation;
using KlpShell.Core.Vetting;
using KlpShell.Projection;

namespace KlpShell.Commands;

/// <summary>Says whether a module's file would load, and would turn away none of the modules that come later: one Boolean for each file. With -Verbose also why not.</summary>
[Cmdlet(VerbsDiagnostic.Test, "KlpModule")]
[OutputType(typeof(bool))]
public sealed class TestKlpModuleCommand : KlpModuleVetCommand
{
    /// <inheritdoc/>
    private protected override void Show(string path, string kernelName, ModuleVerdict verdict)
    {
        if (verdict.Kind != VerdictKind.Loads) WriteVerbose(Internal.Text.Visible($"{path}: {VerdictProjection.Of(path, kernelName, verdict).Reason}"));
        WriteObject(verdict.Kind == VerdictKind.Loads);
    }
}
