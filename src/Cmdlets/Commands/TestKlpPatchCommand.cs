using System.Management.Automation;

namespace KlpShell.Commands;

/// <summary>
/// True where an operation on patches would be done, and what it begins be over by the horizon; or where it is so already. Get-KlpPatchPlan says
/// why not. Of several, all must.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "KlpPatch", DefaultParameterSetName = "Name")]
[OutputType(typeof(bool))]
public sealed class TestKlpPatchCommand : KlpPlanCommand
{
    private bool _all = true;
    private bool _any;

    private protected override void Take(PatchPlanInfo plan)
    {
        _any = true;
        _all &= plan.Succeeds;
    }

    private protected override void TakeNone() => (_any, _all) = (true, false);

    // Whole: one Boolean for all that came, since each is planned after those before it.

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_any) WriteObject(_all);
    }
}
