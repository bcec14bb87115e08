using KlpShell.Histories.Playing;

namespace KlpShell.Histories.Invariants;

/// <summary>Between two steps nobody holds klp_mutex, but who died with it.</summary>
internal sealed class MutexInvariant : Invariant
{
    public override string Title => "klp_mutex is free between two steps";

    public override string? Check(Moment moment) =>
        moment.Kernel.Livepatch.MutexOwner is { } owner && moment.Kernel.Tasks.Peek(owner) is { State: not Core.Machine.TaskState.Dead } ? $"task {owner} holds klp_mutex" : null;
}
