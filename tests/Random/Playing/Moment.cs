using System;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Histories.Model;
using KlpShell.Histories.Operations;

namespace KlpShell.Histories.Playing;

/// <summary>What an invariant looks at: a kernel after a step.</summary>
internal sealed class Moment
{
    /// <summary>The kernel.</summary>
    public required Kernel Kernel { get; init; }

    /// <summary>What the kernel should be like by what it has said.</summary>
    public required Reference Reference { get; init; }

    /// <summary>The step.</summary>
    public required Operation Operation { get; init; }

    /// <summary>What it came to.</summary>
    public required Status Status { get; init; }

    /// <summary>The facts before it.</summary>
    public required List<Fact> Before { get; init; }

    /// <summary>The facts after it.</summary>
    public required List<Fact> After { get; init; }

    /// <summary>The facts of a clone from before it that only let the same time pass; null where there was none, and where no time passed.</summary>
    public List<Fact>? Meanwhile { get; init; }

    /// <summary>How much virtual time passed in it.</summary>
    public TimeSpan Passed { get; init; }

    /// <summary>How many calls the kernel's report of mixed executions had before it.</summary>
    public int MixesBefore { get; init; }

    /// <summary>What was logged in it.</summary>
    public IReadOnlyList<LogRecord> Lines { get; init; } = [];

    /// <summary>The number of the step in its history.</summary>
    public int Number { get; init; }

    /// <summary>The shell before the step.</summary>
    public int Shell { get; init; }
}
