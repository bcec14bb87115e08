using System.Globalization;

namespace KlpShell.Core.Hosts.Checks;

/// <summary>Checks what tasks say of a transition against what the patches say.</summary>
internal sealed class TaskChecks(HostReport report, HostFindings findings)
{
    public void Run()
    {
        bool known = false;
        foreach (HostTask task in report.Capture.Tasks)
        {
            if (task.PatchState is not { } state) continue;
            known = true;
            string subject = task.Id.ToString(CultureInfo.InvariantCulture);
            if (report.Transition is null && state >= 0 && !report.Capture.Patches.IsDefault)
            {
                findings.Add(HostRules.TaskWithoutTransition, subject, $"No patch is in transition, and the patch_state of {task.Comm} ({subject}) is {state}; the transition ended while it was captured, or sysfs is older.", "-1", $"{state}");
            }
            else if (report.Transition is not null && state < 0)
            {
                findings.Add(HostRules.TaskOnNoSide, subject, $"{report.Transition.Name} is in transition, and the patch_state of {task.Comm} ({subject}) is {state}; the transition ended while it was captured.", "0 or 1", $"{state}");
            }
        }

        if (report.Transition is { } patch && known && report.Stuck.IsEmpty)
        {
            findings.Add(HostRules.TransitionWithoutTasks, patch.Name, $"{patch.Name} is in transition, and none of the {report.Capture.Tasks.Length} captured tasks has still to switch: an idle task has, or the transition is about to end.", "a task that has to switch", "none");
        }

        foreach (HostStuckTask stuck in report.Stuck)
        {
            if (stuck.Stall != HostStall.NotBlocked) continue;
            string subject = stuck.Task.Id.ToString(CultureInfo.InvariantCulture);
            findings.Add(HostRules.TaskNotBlocked, subject, $"{stuck.Task.Comm} ({subject}) has still to switch to {stuck.Patch.Name}'s {(stuck.Target == 1 ? "new" : "old")} code, and nothing on its stack is in the way.", "a function in the way", "none");
        }
    }
}
