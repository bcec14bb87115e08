namespace KlpShell.Core.Elf;

/// <summary>A relocation with an addend (Elf64_Rela).</summary>
/// <param name="Place">Where it stands in the file.</param>
/// <param name="Offset">The place that it changes, from the start of the section.</param>
/// <param name="Type">How, such as 1 for a 64-bit address (R_X86_64_64).</param>
/// <param name="Symbol">The number of the symbol.</param>
/// <param name="Addend">What is added to the symbol's address.</param>
public readonly record struct ElfRelocation(long Place, ulong Offset, uint Type, uint Symbol, long Addend)
{
    /// <summary>The size of a relocation in bytes.</summary>
    public const int EntrySize = 24;
}
