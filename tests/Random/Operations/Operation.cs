using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Histories.Operations;

/// <summary>One step of a history: data, so that histories can be cut down, played again, and written as scripts.</summary>
internal abstract record Operation
{
    /// <summary>The step as a line of a klpsh script.</summary>
    public abstract string Script { get; }

    /// <summary>True when the step can be done on a kernel; one that can't is passed over.</summary>
    public virtual bool Fits(Kernel kernel) => true;

    /// <summary>Does it.</summary>
    public abstract Status Do(Kernel kernel);

    /// <summary>The same step with simpler arguments, simplest first.</summary>
    public virtual IEnumerable<Operation> Simpler() => [];

    /// <summary>A text between single quotes, as a script needs it.</summary>
    protected static string Quote(string text) => "'" + text.Replace("'", "''", System.StringComparison.Ordinal) + "'";
}
