using KlpShell.Histories.Playing;

namespace KlpShell.Histories.Invariants;

/// <summary>
/// Each call runs the code that is in force. In a transition a task runs the old code of the patch or the new one, never both without a
/// sleep between, and never the one that it has left.
/// </summary>
internal sealed class ExecutionInvariant : Invariant
{
    public override string Title => "each call runs the code that is in force, and no task mixes old and new code of a transition";

    public override string? Check(Moment moment) => moment.Reference.Executions.Complaints.Count == 0 ? null : moment.Reference.Executions.Complaints[0];
}
