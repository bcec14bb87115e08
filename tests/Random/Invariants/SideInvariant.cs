using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Histories.Playing;

namespace KlpShell.Histories.Invariants;

/// <summary>
/// Outside of transitions no task has a side and nobody is asked to switch; in one, who is asked is who hasn't switched; and somebody
/// comes back to look.
/// </summary>
internal sealed class SideInvariant : Invariant
{
    public override string Title => "sides and pending flags of tasks agree with the transition, which is retried";

    public override string? Check(Moment moment)
    {
        Kernel kernel = moment.Kernel;
        bool moving = moment.Reference.Moving is not null;
        int target = moment.Reference.MovingForward ? 1 : 0;
        foreach (KernelTask task in kernel.Tasks.All)
        {
            int side = kernel.Tasks.PatchStateOf(task.Pid);
            bool pending = kernel.Tasks.IsPending(task.Pid);
            if (!moving && (side != -1 || pending)) return $"{task.Comm} ({task.Pid}) is on side {side} without a transition";
            if (!moving) continue;
            if (side is not (0 or 1)) return $"{task.Comm} ({task.Pid}) is on side {side} in a transition";
            if (pending != (side != target)) return $"{task.Comm} ({task.Pid}) is on side {side}, pending {pending}";
        }

        if (moving && kernel.Livepatch.MutexOwner is null && !(kernel.Scheduler.Work.NextDue <= kernel.Clock.Now + System.TimeSpan.FromSeconds(1))) return "nobody comes back to look at the transition";
        return null;
    }
}
