using System.Management.Automation;

namespace KlpShell.Commands;

/// <summary>
/// Says beforehand what an operation on patches would do, exactly, up to a time horizon: each check of the kernel in its order, the errno,
/// the log lines, what becomes of files in sysfs, which tasks would hold a transition up and when it would be over, where other patches are
/// met, and what the rules of the ABI say. It is worked out on a copy; the kernel stays as it is. All that comes down one pipeline is
/// planned on one copy: the second patch finds what the first would leave.
/// </summary>
[Cmdlet(VerbsCommon.Get, "KlpPatchPlan", DefaultParameterSetName = "Name")]
[OutputType(typeof(PatchPlanInfo))]
public sealed class GetKlpPatchPlanCommand : KlpPlanCommand
{
    private protected override void Take(PatchPlanInfo plan) => WriteObject(plan);
}
