using System;

namespace KlpShell.Conformance.Shell;

/// <summary>break, continue, return or exit: what leaves the commands that are being run.</summary>
/// <param name="kind">Which of them.</param>
/// <param name="levels">How many loops it leaves, or the exit status.</param>
internal sealed class FlowException(string kind, int levels) : Exception
{
    /// <summary>Which of them.</summary>
    public string Kind => kind;

    /// <summary>How many loops it leaves, or the exit status.</summary>
    public int Levels => levels;
}
