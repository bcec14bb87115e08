namespace KlpShell.Core.Elf;

/// <summary>The sorts of problem that the reader of ELF files knows. The numbers are stable.</summary>
public enum ElfProblemKind
{
    /// <summary>The file ends before the header does.</summary>
    HeaderTruncated = 1,
    /// <summary>The first bytes aren't those of an ELF file.</summary>
    NotElf = 2,
    /// <summary>The section headers lie outside the file.</summary>
    SectionHeadersOutside = 3,
    /// <summary>A section header has another size than the 64 bytes of ELF64.</summary>
    SectionHeaderSize = 4,
    /// <summary>The section of names is missing, or lies outside the file.</summary>
    NamesOutside = 5,
    /// <summary>A section's bytes lie outside the file.</summary>
    SectionOutside = 6,
    /// <summary>A name begins outside its table, or runs out of the file.</summary>
    NameOutside = 7,
    /// <summary>A relocation refers to a symbol that isn't there.</summary>
    SymbolOutside = 8,
    /// <summary>A relocation or a structure lies outside its section.</summary>
    PlaceOutside = 9,
    /// <summary>Something is larger than a module can be.</summary>
    TooLarge = 10,
    /// <summary>A structure refers to something that isn't there.</summary>
    PointerOutside = 11,
}
