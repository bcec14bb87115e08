using System;
using System.Collections.Generic;
using KlpShell.Core.Elf;

namespace KlpShell.Core.ModuleFiles;

/// <summary>A module's file laid out in memory: where its sections and symbols are. What changes later (bytes, values of symbols) is the module's.</summary>
internal sealed class ModuleImage
{
    // Sections that aren't loaded have addresses in the loader's copy of the file, which is gone afterwards.
    private const ulong CopyAddress = 0xffffc90000400000;

    private readonly ulong[] _addresses;

    private ModuleImage(ModuleFile file, ModuleFileRules rules, FileSections sections, ImageLayout layout, ulong start)
    {
        File = file;
        Rules = rules;
        Sections = sections;
        Layout = layout;
        Start = start;
        _addresses = new ulong[file.Elf.Sections.Count];
        for (int i = 0; i < _addresses.Length; i++) _addresses[i] = CopyAddress + file.Elf.Sections[i].Offset;
        Regions = layout.Regions(start, _addresses);
        ImageRegion? last = Regions.Count == 0 ? null : Regions[^1];
        Size = last is null ? 4096 : (uint)(last.Address + last.Size - start);
        foreach (ImageRegion region in Regions)
        {
            if (!region.IsInit) CoreSize += (uint)region.Size;
        }
    }

    /// <summary>The file.</summary>
    public ModuleFile File { get; }

    /// <summary>The release's rules.</summary>
    public ModuleFileRules Rules { get; }

    /// <summary>The special sections.</summary>
    public FileSections Sections { get; }

    /// <summary>The layout.</summary>
    public ImageLayout Layout { get; }

    /// <summary>Where the memory begins.</summary>
    public ulong Start { get; }

    /// <summary>The bytes from the start of the first region to the end of the last.</summary>
    public uint Size { get; }

    /// <summary>The bytes of what stays (core_size).</summary>
    public uint CoreSize { get; }

    /// <summary>The regions, by address.</summary>
    public IReadOnlyList<ImageRegion> Regions { get; }

    /// <summary>How many symbols there are.</summary>
    public int SymbolCount => File.Elf.Count(Sections.Symbols, ElfSymbol.EntrySize);

    /// <summary>Lays a file out.</summary>
    /// <param name="file">The file, which has passed the checks.</param>
    /// <param name="rules">The release's rules.</param>
    /// <param name="sections">What the checks found.</param>
    /// <param name="start">Where the memory begins.</param>
    /// <param name="refusal">Why it can't be laid out.</param>
    public static ModuleImage? Lay(ModuleFile file, ModuleFileRules rules, FileSections sections, ulong start, out FileRefusal? refusal)
    {
        ulong[] flags = new ulong[file.Elf.Sections.Count];
        for (int i = 0; i < flags.Length; i++) flags[i] = file.Elf.Sections[i].Flags;
        flags[sections.Versions] &= ~ElfSectionFlags.Allocate;
        flags[sections.Modinfo] &= ~ElfSectionFlags.Allocate;
        flags[sections.PerCpu] &= ~ElfSectionFlags.Allocate;
        foreach (string name in (ReadOnlySpan<string>)[".data..ro_after_init", "__jump_table"])
        {
            int at = file.Elf.Find(name, allocated: true);
            if (at > 0) flags[at] |= ElfSectionFlags.ReadOnlyAfterInit;
        }

        ImageLayout layout = new(file.Elf, rules, sections, flags, file.IsLivepatch);
        refusal = layout.TooLarge ? FileRefusal.Unchecked(layout.TooLargeOffset, "a section is larger than a module's memory that this reader follows (24 MB)")
            : layout.UnreadableName >= 0 ? FileRefusal.Unchecked(layout.UnreadableName, "the kernel reads the symbol's name outside the file") : null;
        return refusal is null ? new ModuleImage(file, rules, sections, layout, start) : null;
    }

    /// <summary>The address of a section.</summary>
    public ulong AddressOf(int section) => _addresses[section];

    /// <summary>The file's section that an address lies in, and how far; false for an address outside of all.</summary>
    public bool TryFindSection(ulong address, out int section, out ulong offset)
    {
        for (int i = 1; i < _addresses.Length; i++)
        {
            offset = address - _addresses[i];
            section = i;
            if ((Layout.Flags[i] & ElfSectionFlags.Allocate) != 0 && offset < Math.Max(1, File.Elf.Sections[i].Size)) return true;
        }

        section = 0;
        offset = 0;
        return false;
    }

    /// <summary>The region that an address lies in, or null.</summary>
    public ImageRegion? RegionOf(ulong address)
    {
        foreach (ImageRegion region in Regions)
        {
            if (region.Contains(address)) return region;
        }

        return null;
    }

    /// <summary>The bytes as they are copied from the file, before any relocation.</summary>
    public byte[] InitialMemory()
    {
        byte[] memory = new byte[Size];
        for (int i = 0; i < _addresses.Length; i++)
        {
            if ((Layout.Flags[i] & ElfSectionFlags.Allocate) == 0) continue;
            ReadOnlySpan<byte> content = File.Elf.Content(i);
            ulong at = _addresses[i] - Start;
            if (!content.IsEmpty && at + (ulong)content.Length <= Size) content.CopyTo(memory.AsSpan((int)at));
        }

        return memory;
    }

    /// <summary>A symbol.</summary>
    public ElfSymbol Symbol(int index) => File.Elf.Symbol(Sections.Symbols, index);

    /// <summary>A symbol's name; empty where it can't be read.</summary>
    public string NameOf(ElfSymbol symbol) => File.Elf.Bytes.Text(NamePlace(symbol)) ?? "";

    /// <summary>Where a symbol's name stands in the file.</summary>
    public ulong NamePlace(ElfSymbol symbol) => File.Elf.Sections[Sections.Strings].Offset + symbol.NameOffset;
}
