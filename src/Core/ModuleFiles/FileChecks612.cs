using KlpShell.Core.Elf;
using KlpShell.Core.Machine;

namespace KlpShell.Core.ModuleFiles;

/// <summary>The checks of 6.12: special sections must be unique, and struct module as large as the kernel's.</summary>
internal sealed class FileChecks612(ElfFile file, ModuleFileRules rules) : FileChecks(file, rules)
{
    /// <inheritdoc/>
    public override FileRefusal? Run(out FileSections sections)
    {
        sections = new FileSections();
        FileRefusal? refusal = Header() ?? SectionZero() ?? Contents() ?? NamesIndex() ?? NamesType() ?? NamesEnd() ?? Names();
        if (refusal is not null) return refusal;
        int modinfo = Unique(".modinfo");
        if (modinfo < 0) return Refuse(Refusal.ModinfoInvalid, File.Sections[File.Find(".modinfo")].HeaderOffset, "Only one .modinfo section must exist.");
        refusal = ThisModule(MessageName(modinfo) ?? NoName, out int module);
        if (refusal is not null) return refusal;
        refusal = SymbolTable(MessageName(modinfo) ?? NoName, out int symbols);
        if (refusal is not null) return refusal;
        ElfSection table = File.Sections[symbols];
        if (table.Link == 0 || table.Link >= File.Sections.Count) return LinkOutside(table);
        ElfSection strings = File.Sections[(int)table.Link];
        if (strings.Type != ElfSectionType.StringTable) return Refuse(Refusal.SymbolTableInvalid, strings.HeaderOffset + 4, $"Invalid ELF symbol string table type: {strings.Type}");
        sections = Found(modinfo, module, symbols, (int)table.Link);
        return null;
    }

    private FileRefusal? Contents()
    {
        foreach (ElfSection section in File.Sections)
        {
            if (section.Index > 0 && section.HasContent && !IsInside(section)) return Outside(section);
        }

        return null;
    }

    private FileRefusal? NamesType()
    {
        ElfSection names = File.Sections[File.Header.NamesIndex];
        return names.Type == ElfSectionType.StringTable ? null : Refuse(Refusal.ElfSectionTableInvalid, names.HeaderOffset + 4, $"Invalid ELF section name table type: {names.Type}");
    }

    private FileRefusal? Names()
    {
        ulong size = File.Sections[File.Header.NamesIndex].Size;
        foreach (ElfSection section in File.Sections)
        {
            if (section.Type != ElfSectionType.Null && section.NameOffset >= size) return NameOutside(section);
        }

        return null;
    }

    private FileRefusal? ThisModule(string name, out int index)
    {
        index = Unique(ThisModuleName);
        if (index <= 0) return Refuse(Refusal.ThisModuleInvalid, ElfHeader.SectionTableOffset, $"module {name}: Exactly one .gnu.linkonce.this_module section must exist.");
        ElfSection section = File.Sections[index];
        if (section.Type == ElfSectionType.NoBits) return Refuse(Refusal.ThisModuleInvalid, section.HeaderOffset + 4, $"module {name}: .gnu.linkonce.this_module section must have a size set");
        if (!section.IsAllocated) return Refuse(Refusal.ThisModuleInvalid, section.HeaderOffset + 8, $"module {name}: .gnu.linkonce.this_module must occupy memory during process execution");
        if (section.Size == (ulong)Rules.ModuleSize) return null;
        return Refuse(
            Refusal.ThisModuleInvalid, section.HeaderOffset + 32,
            $"module {name}: .gnu.linkonce.this_module section size must match the kernel's built struct module size at run time") with
        { Explanation = $"the file's struct module has {section.Size} bytes, the kernel's {Rules.ModuleSize}" };
    }

    private FileRefusal? SymbolTable(string name, out int index)
    {
        index = 0;
        int count = 0;
        foreach (ElfSection section in File.Sections)
        {
            if (section.Index == 0 || section.Type != ElfSectionType.SymbolTable) continue;
            index = section.Index;
            count++;
        }

        return count == 1 ? null : Refuse(Refusal.SymbolTableInvalid, ElfHeader.SectionTableOffset, $"{name}: module has no symbols (stripped?)", LogLevel.Warning);
    }

    // The section's number; 0 for none, -1 for several (find_any_unique_sec).
    private int Unique(string name)
    {
        int found = 0;
        for (int i = 1; i < File.Sections.Count; i++)
        {
            if (!File.NameIs(i, name)) continue;
            if (found != 0) return -1;
            found = i;
        }

        return found;
    }
}
