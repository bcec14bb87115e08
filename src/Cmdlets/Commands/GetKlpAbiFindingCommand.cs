using System.Management.Automation;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Rules;
using KlpShell.Core.Abi.Writing;
using KlpShell.Projection;

namespace KlpShell.Commands;

/// <summary>
/// Tells what is wrong with entries of the ABI: each finding with its rule, its place and what to do. In klpsh,
/// <c>exit @(Get-KlpAbiFinding ...).Count</c> makes it an exit code; Test-KlpAbi is its Boolean.
/// </summary>
[Cmdlet(VerbsCommon.Get, "KlpAbiFinding")]
[OutputType(typeof(AbiFindingInfo), typeof(string))]
public sealed class GetKlpAbiFindingCommand : KlpAbiCheckCommand
{
    /// <summary>The form: objects, a JUnit report, or the annotations of GitHub.</summary>
    [Parameter]
    public AbiReportForm Report { get; set; }

    /// <summary>Also the findings that are suppressed, each with its reason.</summary>
    [Parameter]
    public SwitchParameter IncludeSuppressed { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        AbiReport report = Check();
        switch (Report)
        {
            case AbiReportForm.JUnit:
                WriteObject(Apart(() => AbiFindingText.ToJUnit(report)));
                return;
            case AbiReportForm.GitHub:
                WriteObject(Apart(() => AbiFindingText.ToGitHub(report.Open)));
                return;
        }

        foreach (AbiFinding finding in report.Open)
        {
            if (IsStopping) return;
            WriteObject(AbiProjection.Of(finding));
        }

        if (!IncludeSuppressed) return;
        foreach (AbiFinding finding in report.Suppressed) WriteObject(AbiProjection.Of(finding));
    }
}
