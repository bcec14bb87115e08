namespace KlpShell.Core.Elf;

/// <summary>A section header (Elf64_Shdr).</summary>
/// <param name="Index">Its place in the table.</param>
/// <param name="HeaderOffset">Where the header begins in the file.</param>
/// <param name="NameOffset">Where its name begins in the section of names (sh_name).</param>
/// <param name="Type">What it is, one of <see cref="ElfSectionType"/>.</param>
/// <param name="Flags">Its flags, of <see cref="ElfSectionFlags"/> and others.</param>
/// <param name="Address">Its address; 0 in a module's file.</param>
/// <param name="Offset">Where its bytes begin in the file.</param>
/// <param name="Size">How many bytes it has.</param>
/// <param name="Link">Another section: the strings of a symbol table, the symbols of relocations.</param>
/// <param name="Info">For relocations, the section that they change.</param>
/// <param name="Alignment">The alignment of its address; 0 and 1 mean any.</param>
/// <param name="EntrySize">The size of an entry, where it holds entries.</param>
public readonly record struct ElfSection(
    int Index, long HeaderOffset, uint NameOffset, uint Type, ulong Flags, ulong Address, ulong Offset, ulong Size, uint Link, uint Info, ulong Alignment, ulong EntrySize)
{
    /// <summary>The size of a section header in bytes.</summary>
    public const int HeaderSize = 64;

    /// <summary>True when it takes room in memory.</summary>
    public bool IsAllocated => (Flags & ElfSectionFlags.Allocate) != 0;

    /// <summary>True when the file holds its bytes.</summary>
    public bool HasContent => Type is not (ElfSectionType.Null or ElfSectionType.NoBits);
}
