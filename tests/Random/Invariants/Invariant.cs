using KlpShell.Histories.Playing;

namespace KlpShell.Histories.Invariants;

/// <summary>Something that must hold after each step.</summary>
internal abstract class Invariant
{
    /// <summary>What must hold, as a person says it.</summary>
    public abstract string Title { get; }

    /// <summary>Looks whether it holds; looking changes nothing.</summary>
    /// <returns>What is wrong; null where it holds.</returns>
    public abstract string? Check(Moment moment);
}
