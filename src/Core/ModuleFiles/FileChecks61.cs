using KlpShell.Core.Elf;
using KlpShell.Core.Machine;

namespace KlpShell.Core.ModuleFiles;

/// <summary>The checks of 6.1: the first section of a name is taken, and the size of struct module isn't looked at.</summary>
internal sealed class FileChecks61(ElfFile file, ModuleFileRules rules) : FileChecks(file, rules)
{
    /// <inheritdoc/>
    public override FileRefusal? Run(out FileSections sections)
    {
        sections = new FileSections();
        FileRefusal? refusal = Header() ?? NamesIndex() ?? NamesInside() ?? NamesEnd() ?? SectionZero() ?? Contents();
        if (refusal is not null) return refusal;
        int modinfo = System.Math.Max(0, File.Find(".modinfo", allocated: true));
        string name = MessageName(modinfo) ?? NoName;
        int symbols = SymbolTable();
        if (symbols == 0) return Refuse(Refusal.SymbolTableInvalid, ElfHeader.SectionTableOffset, $"{name}: module has no symbols (stripped?)", LogLevel.Warning);
        int module = System.Math.Max(0, File.Find(ThisModuleName, allocated: true));
        if (module == 0) return Refuse(Refusal.ThisModuleInvalid, ElfHeader.SectionTableOffset, $"{name}: No module found in object", LogLevel.Warning);
        ElfSection section = File.Sections[module];
        if (section.Type == ElfSectionType.NoBits || section.Size < (ulong)Rules.ModuleSize)
        {
            return FileRefusal.Unchecked(section.HeaderOffset + 32, $"the kernel writes to {Rules.ModuleSize} bytes of struct module where the file has {section.Size}");
        }

        sections = Found(modinfo, module, symbols, (int)File.Sections[symbols].Link);
        return null;
    }

    private FileRefusal? NamesInside()
    {
        ElfSection names = File.Sections[File.Header.NamesIndex];
        return IsInside(names) ? null : Refuse(Refusal.ElfSectionTableInvalid, names.HeaderOffset + 24, $"Invalid ELF section hdr(type {names.Type})");
    }

    private FileRefusal? Contents()
    {
        ulong size = File.Sections[File.Header.NamesIndex].Size;
        foreach (ElfSection section in File.Sections)
        {
            if (section.Index == 0 || !section.HasContent) continue;
            if (section.Type == ElfSectionType.SymbolTable && (section.Link == 0 || section.Link >= File.Sections.Count)) return LinkOutside(section);
            if (!IsInside(section)) return Outside(section);
            if (section.IsAllocated && section.NameOffset >= size) return NameOutside(section);
        }

        return null;
    }

    private int SymbolTable()
    {
        foreach (ElfSection section in File.Sections)
        {
            if (section.Index > 0 && section.Type == ElfSectionType.SymbolTable) return section.Index;
        }

        return 0;
    }
}
