namespace KlpShell.Core.Execution;

/// <summary>How far a run of a task came.</summary>
internal enum RunState
{
    /// <summary>The outermost function has returned.</summary>
    Done,
    /// <summary>The task sleeps.</summary>
    Asleep,
    /// <summary>The task was killed by an oops.</summary>
    Killed,
    /// <summary>The task loops without ever sleeping.</summary>
    Spinning,
}
