namespace KlpShell.Core.Elf;

/// <summary>The header of an ELF64 file (Elf64_Ehdr): the fields as they stand, whatever they say.</summary>
/// <param name="Magic">The first four bytes, lowest address in the lowest byte.</param>
/// <param name="Class">1 for 32 bit, 2 for 64 bit.</param>
/// <param name="Data">1 for little endian, 2 for big endian.</param>
/// <param name="Type">1 is a relocatable file, as every module is.</param>
/// <param name="Machine">62 is x86-64.</param>
/// <param name="SectionTable">Where the section headers begin.</param>
/// <param name="SectionHeaderSize">The size of a section header in bytes.</param>
/// <param name="SectionCount">How many there are.</param>
/// <param name="NamesIndex">The section that holds the sections' names.</param>
public readonly record struct ElfHeader(
    uint Magic, byte Class, byte Data, ushort Type, ushort Machine, ulong SectionTable, ushort SectionHeaderSize, ushort SectionCount, ushort NamesIndex)
{
    /// <summary>The size of the header in bytes.</summary>
    public const int Size = 64;

    /// <summary>The magic of an ELF file.</summary>
    public const uint ElfMagic = 0x464c457f;

    /// <summary>The file offsets of the fields that a check may name.</summary>
    public const int TypeOffset = 16, MachineOffset = 18, SectionTableOffset = 40, SectionHeaderSizeOffset = 58, SectionCountOffset = 60, NamesIndexOffset = 62;
}
