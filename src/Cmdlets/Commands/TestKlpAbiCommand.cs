using System.Management.Automation;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Rules;

namespace KlpShell.Commands;

/// <summary>Says whether entries of the ABI keep the rules: true when there is no finding that weighs as much as -Severity. With -Verbose also what is found.</summary>
[Cmdlet(VerbsDiagnostic.Test, "KlpAbi")]
[OutputType(typeof(bool))]
public sealed class TestKlpAbiCommand : KlpAbiCheckCommand
{
    /// <summary>Counts errors alone, unless -Severity says otherwise.</summary>
    public TestKlpAbiCommand()
    {
        Severity = AbiSeverity.Error;
    }

    /// <inheritdoc/>
    protected override void Run()
    {
        AbiReport report = Check();
        foreach (AbiFinding finding in report.Open) WriteVerbose(Internal.Text.Visible(finding.ToString()));
        WriteObject(report.Open.IsEmpty);
    }
}
