using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>A replaced function of the consistency era, or a nop that takes one back (struct klp_func).</summary>
internal sealed class ConsistencyFunc(KlpObject obj, PatchFuncDefinition definition, ulong newAddress, bool nop) : KlpFunc(obj, definition, newAddress)
{
    /// <inheritdoc/>
    public override bool IsNop => Nop;

    /// <summary>True for a function that an atomic replace added, to run the original again where an older patch had replaced it.</summary>
    public bool Nop { get; } = nop;

    /// <summary>True while tasks switch: which code runs is then each task's own matter.</summary>
    public bool Transition { get; set; }

    /// <summary>The length of the old function in bytes.</summary>
    public ulong OldSize { get; set; }

    /// <summary>The length of the new function in bytes.</summary>
    public ulong NewSize { get; set; }

    /// <summary>Where the new function is: for a nop, the old one.</summary>
    internal override ulong Target => Nop ? OldAddress : NewAddress;

    /// <summary>The name of its directory: the position is 1 where the author left it open.</summary>
    public string DirectoryName => $"{OldName},{(Definition.SymbolPosition == 0 ? 1 : Definition.SymbolPosition)}";

    /// <summary>True when both mean the same function: a position of 0 and one of 1 are equal (klp_find_func).</summary>
    public bool MeansSame(ConsistencyFunc other)
    {
        ulong mine = Definition.SymbolPosition == 0 ? 1 : Definition.SymbolPosition;
        ulong theirs = other.Definition.SymbolPosition == 0 ? 1 : other.Definition.SymbolPosition;
        return mine == theirs && OldName == other.OldName;
    }

    private protected override void CloneEra(KlpFunc origin, CloneContext context)
    {
    }
}
