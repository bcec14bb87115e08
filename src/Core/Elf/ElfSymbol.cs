namespace KlpShell.Core.Elf;

/// <summary>A symbol (Elf64_Sym).</summary>
/// <param name="Index">Its place in the table.</param>
/// <param name="NameOffset">Where its name begins in the string table.</param>
/// <param name="Info">Its binding and type.</param>
/// <param name="Section">The section that it lies in, or one of the special numbers.</param>
/// <param name="Value">Its offset in that section.</param>
/// <param name="Size">Its length in bytes.</param>
public readonly record struct ElfSymbol(int Index, uint NameOffset, byte Info, ushort Section, ulong Value, ulong Size)
{
    /// <summary>The size of a symbol in bytes.</summary>
    public const int EntrySize = 24;

    /// <summary>The special section numbers: not here, absolute, common, and resolved by livepatch (SHN_LIVEPATCH).</summary>
    public const ushort Undefined = 0, Absolute = 0xfff1, Common = 0xfff2, Livepatch = 0xff20, FirstReserved = 0xff00;

    /// <summary>True for a weak symbol (STB_WEAK).</summary>
    public bool IsWeak => Info >> 4 == 2;

    /// <summary>True for a global symbol (STB_GLOBAL).</summary>
    public bool IsGlobal => Info >> 4 == 1;

    /// <summary>True for a function (STT_FUNC).</summary>
    public bool IsFunction => (Info & 15) == 2;

    /// <summary>True for a variable (STT_OBJECT).</summary>
    public bool IsObject => (Info & 15) == 1;
}
