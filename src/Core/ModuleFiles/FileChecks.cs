using System.Globalization;
using KlpShell.Core.Elf;
using KlpShell.Core.Machine;

namespace KlpShell.Core.ModuleFiles;

/// <summary>
/// The checks of an ELF file before anything of it is used, in the kernel's order (kernel/module/main.c: elf_validity_cache_copy in 6.12,
/// elf_validity_check and setup_load_info in 6.1).
/// </summary>
internal abstract class FileChecks(ElfFile file, ModuleFileRules rules)
{
    protected const string NoName = "(missing .modinfo section or name field)";
    protected const string ThisModuleName = ".gnu.linkonce.this_module";

    private const ushort Relocatable = 1;
    private const ushort X86 = 62;

    /// <summary>The file.</summary>
    protected ElfFile File => file;

    /// <summary>The release's rules.</summary>
    protected ModuleFileRules Rules => rules;

    /// <summary>The checks of a release.</summary>
    public static FileChecks Of(ElfFile file, ModuleFileRules rules) => rules.StrictSections ? new FileChecks612(file, rules) : new FileChecks61(file, rules);

    /// <summary>Makes the checks.</summary>
    /// <param name="sections">The sections that were found.</param>
    /// <returns>The first check that the file doesn't pass; null where it passes all.</returns>
    public abstract FileRefusal? Run(out FileSections sections);

    /// <summary>The checks of the header.</summary>
    protected FileRefusal? Header()
    {
        ElfHeader header = file.Header;
        if (file.Bytes.Length < ElfHeader.Size) return Refuse(Refusal.ElfHeaderInvalid, file.Bytes.Length, $"Invalid ELF header len {file.Bytes.Length}");
        if (header.Magic != ElfHeader.ElfMagic) return Refuse(Refusal.ElfHeaderInvalid, 0, "Invalid ELF header magic: != \\x7fELF");
        if (header.Type != Relocatable) return Refuse(Refusal.ElfHeaderInvalid, ElfHeader.TypeOffset, $"Invalid ELF header type: {header.Type} != 1");
        if (header.Machine != X86) return Refuse(Refusal.ElfHeaderInvalid, ElfHeader.MachineOffset, $"Invalid architecture in ELF header: {header.Machine}");
        if (header.SectionHeaderSize != ElfSection.HeaderSize) return Refuse(Refusal.ElfSectionTableInvalid, ElfHeader.SectionHeaderSizeOffset, "Invalid ELF section header size");
        bool fits = header.SectionTable < (ulong)file.Bytes.Length && file.Bytes.Has(header.SectionTable, (ulong)header.SectionCount * ElfSection.HeaderSize);
        if (!fits) return Refuse(Refusal.ElfSectionTableInvalid, ElfHeader.SectionTableOffset, "Invalid ELF section header overflow");

        // The kernel looks at section 0 without asking whether there is one.
        return file.Sections.Count > 0 ? null : FileRefusal.Unchecked(ElfHeader.SectionCountOffset, "the kernel reads the header of a section that isn't there");
    }

    /// <summary>Section 0 must be nothing.</summary>
    protected FileRefusal? SectionZero()
    {
        ElfSection zero = file.Sections[0];
        if (zero is { Type: ElfSectionType.Null, Size: 0, Address: 0 }) return null;
        return Refuse(Refusal.ElfSectionInvalid, zero.HeaderOffset, $"ELF Spec violation: section 0 type({(int)zero.Type})!=SH_NULL or non-zero len or addr");
    }

    /// <summary>The section of names must be one of those that there are.</summary>
    protected FileRefusal? NamesIndex()
    {
        int names = file.Header.NamesIndex;
        if (names != 0 && names < file.Sections.Count) return null;
        return Refuse(
            Refusal.ElfSectionTableInvalid, ElfHeader.NamesIndexOffset,
            string.Create(CultureInfo.InvariantCulture, $"Invalid ELF section name index: {names} || e_shstrndx ({names}) >= e_shnum ({file.Sections.Count})"));
    }

    /// <summary>The names must end with a NUL.</summary>
    protected FileRefusal? NamesEnd()
    {
        ElfSection names = file.Sections[file.Header.NamesIndex];
        if (names.Size == 0) return Refuse(Refusal.ElfSectionTableInvalid, names.HeaderOffset + 32, "empty section name table");
        if (!file.Bytes.Has(names.Offset, names.Size)) return FileRefusal.Unchecked(names.HeaderOffset + 24, "the kernel reads the sections' names outside the file");
        if (file.Bytes.Byte(names.Offset + names.Size - 1) == 0) return null;
        return Refuse(Refusal.ElfSectionTableInvalid, (long)(names.Offset + names.Size - 1), "ELF Spec violation: section name table isn't null terminated");
    }

    /// <summary>True where a section's bytes lie in the file, whatever its type (validate_section_offset).</summary>
    protected bool IsInside(ElfSection section) => file.Bytes.Has(section.Offset, section.Size);

    /// <summary>The line about a section whose bytes don't.</summary>
    protected static FileRefusal Outside(ElfSection section) => Refuse(
        Refusal.ElfSectionInvalid, section.HeaderOffset + 24, string.Create(CultureInfo.InvariantCulture, $"Invalid ELF section in module (section {section.Index} type {section.Type})"));

    /// <summary>The line about a section whose name doesn't.</summary>
    protected static FileRefusal NameOutside(ElfSection section) => Refuse(
        Refusal.ElfSectionInvalid, section.HeaderOffset, string.Create(CultureInfo.InvariantCulture, $"Invalid ELF section name in module (section {section.Index} type {section.Type})"));

    /// <summary>The line about a symbol table without strings.</summary>
    protected FileRefusal LinkOutside(ElfSection symbols) => Refuse(
        Refusal.SymbolTableInvalid, symbols.HeaderOffset + 40,
        string.Create(CultureInfo.InvariantCulture, $"Invalid ELF sh_link!=SHN_UNDEF({(int)symbols.Link}) or (sh_link({(int)symbols.Link}) >= hdr->e_shnum({file.Sections.Count})"));

    /// <summary>The name that .modinfo gives; null where it gives none.</summary>
    protected string? MessageName(int modinfo) => Modinfo.Read(file, modinfo)["name"];

    /// <summary>What the loader has once the checks are through.</summary>
    protected FileSections Found(int modinfo, int module, int symbols, int strings)
    {
        ElfSection section = file.Sections[module];
        string name = file.Bytes.Text(section.Offset + (ulong)rules.NameOffset) ?? "";
        return new FileSections
        {
            Modinfo = modinfo,
            ThisModule = module,
            Symbols = symbols,
            Strings = strings,
            Versions = System.Math.Max(0, file.Find("__versions", allocated: true)),
            PerCpu = System.Math.Max(0, file.Find(".data..percpu", allocated: true)),
            Name = name,
            MessageName = MessageName(modinfo) ?? name,
        };
    }

    /// <summary>A refusal with ENOEXEC.</summary>
    protected static FileRefusal Refuse(Refusal refusal, long offset, string line, LogLevel level = LogLevel.Error) => new(Errno.ENOEXEC, refusal, offset, line, level);
}
