namespace KlpShell.Core.Elf;

/// <summary>The section types that matter for modules (sh_type).</summary>
public static class ElfSectionType
{
    /// <summary>No section.</summary>
    public const uint Null = 0;

    /// <summary>Bytes of the program.</summary>
    public const uint ProgramBits = 1;

    /// <summary>The symbol table.</summary>
    public const uint SymbolTable = 2;

    /// <summary>Strings.</summary>
    public const uint StringTable = 3;

    /// <summary>Relocations with addends.</summary>
    public const uint Rela = 4;

    /// <summary>Notes.</summary>
    public const uint Note = 7;

    /// <summary>Zeros that the file doesn't hold.</summary>
    public const uint NoBits = 8;

    /// <summary>Relocations without addends.</summary>
    public const uint Rel = 9;
}
