using KlpShell.Core.Execution;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>Looks again, a second later, whether all tasks have switched (klp_transition_work_fn).</summary>
internal sealed record TransitionRetry : WorkItem
{
    /// <inheritdoc/>
    public override bool IsRetry => true;

    /// <inheritdoc/>
    public override void Run(Kernel kernel) => ((ConsistencyCore)kernel.Livepatch).Retry(kernel.Scheduler.IdleWorker());
}
