using KlpShell.Core.Machine;
using KlpShell.Core.Planning;

namespace KlpShell.Core;

/// <summary>What a plan needs of a kernel: to hear of its checks, and to be sure that no code of the host runs.</summary>
public sealed partial class Kernel
{
    /// <summary>Where the checks are noted that the kernel makes; null while nobody listens. A clone has none.</summary>
    public CheckTrace? Checks { get; set; }

    /// <summary>True for a kernel that only rehearses: code of the host (<see cref="Machine.Bodies.HostStep"/>) doesn't run in it.</summary>
    public bool Rehearses { get; private init; }

    /// <summary>The function at which a rehearsal came to code of the host, after which nothing that it says is exact; null where it didn't.</summary>
    public string? StoppedAt { get; private set; }

    /// <summary>A copy to work out on what would happen. Where code of the host would run, an entrance is refused with <see cref="Refusal.Inexact"/>.</summary>
    public Kernel CloneToRehearse() => new(this, new CloneContext(_objects)) { Rehearses = true, StoppedAt = null, KeepsJournal = false, Journal = null };

    /// <summary>Stops a rehearsal before code of the host runs.</summary>
    internal void AboutToRunHostCode(CodeEntry code)
    {
        if (!Rehearses) return;
        StoppedAt = code.Name;
        throw new InexactException(code.Name);
    }

    /// <summary>Makes a check, and notes it where somebody listens.</summary>
    /// <param name="refused">True when it says no.</param>
    /// <param name="check">Which check it is.</param>
    /// <param name="subject">What it looks at.</param>
    /// <returns><paramref name="refused"/>.</returns>
    internal bool Refuses(bool refused, Refusal check, string? subject = null)
    {
        Checks?.Add(new CheckResult(check, subject, !refused, Log.NextSequence));
        return refused;
    }

    /// <summary>The same for a check of a function, by its address.</summary>
    internal bool Refuses(bool refused, Refusal check, ulong function)
    {
        if (Checks is not null) Refuses(refused, check, Symbols.NameAt(function));
        return refused;
    }
}
