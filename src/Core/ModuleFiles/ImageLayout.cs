using System;
using System.Collections.Generic;
using KlpShell.Core.Elf;

namespace KlpShell.Core.ModuleFiles;

/// <summary>
/// Where each section of a module goes in memory (layout_sections, layout_symtab, move_module; kernel/module/main.c, kernel/module/kallsyms.c):
/// code, read-only data, data, each from a page on; what is named .init apart from the rest, and the symbol table with it.
/// </summary>
internal sealed class ImageLayout
{
    private const ulong Page = 4096;
    private const ulong MostBytes = 24UL << 20;
    private const int KallsymsSize = 32;

    private static readonly (ulong Wanted, ulong Unwanted, ImagePart Core, ImagePart Init)[] s_kinds =
    [
        (ElfSectionFlags.Execute | ElfSectionFlags.Allocate, 0, ImagePart.Text, ImagePart.InitText),
        (ElfSectionFlags.Allocate, ElfSectionFlags.Write, ImagePart.ReadOnlyData, ImagePart.InitReadOnlyData),
        (ElfSectionFlags.ReadOnlyAfterInit | ElfSectionFlags.Allocate, 0, ImagePart.ReadOnlyAfterInit, ImagePart.InitData),
        (ElfSectionFlags.Write | ElfSectionFlags.Allocate, 0, ImagePart.Data, ImagePart.InitData),
        (ElfSectionFlags.Allocate, 0, ImagePart.Data, ImagePart.InitData),
    ];

    private readonly ElfFile _file;
    private readonly ModuleFileRules _rules;
    private readonly FileSections _sections;
    private readonly bool _livepatch;
    private readonly ulong[] _offsets;
    private readonly int[] _parts;
    private readonly ulong[] _sizes = new ulong[7];
    private readonly ulong[] _textEnds = new ulong[2];

    public ImageLayout(ElfFile file, ModuleFileRules rules, FileSections sections, ulong[] flags, bool livepatch)
    {
        _file = file;
        _rules = rules;
        _sections = sections;
        _livepatch = livepatch;
        Flags = flags;
        _offsets = new ulong[flags.Length];
        _parts = new int[flags.Length];
        Array.Fill(_parts, -1);
        if (!Place(init: false) || !Place(init: true) || !PlaceSymbols()) TooLarge = true;
    }

    /// <summary>The sections' flags as the loader has changed them.</summary>
    public ulong[] Flags { get; }

    /// <summary>True where a section says that it is larger than this reader follows.</summary>
    public bool TooLarge { get; private set; }

    /// <summary>The header of the section that was too large.</summary>
    public long TooLargeOffset { get; private set; }

    /// <summary>The symbol whose name the kernel would read outside the file; -1 for none.</summary>
    public long UnreadableName { get; private set; } = -1;

    /// <summary>The regions, when the memory begins at an address; after each comes an unmapped page.</summary>
    /// <param name="start">The address.</param>
    /// <param name="addresses">Gets the section's addresses; 0 for one that isn't loaded.</param>
    public IReadOnlyList<ImageRegion> Regions(ulong start, ulong[] addresses)
    {
        List<ImageRegion> regions = [];
        ulong[] bases = new ulong[7];
        ulong at = start;
        for (int part = 0; part < _sizes.Length; part++)
        {
            if (_sizes[part] == 0) continue;
            ulong size = (_sizes[part] + Page - 1) & ~(Page - 1);
            bases[part] = at;
            bool init = part >= (int)ImagePart.InitText;
            ulong end = _rules.AllocatesByKind ? at + size : at + _textEnds[init ? 1 : 0];
            regions.Add(new ImageRegion(_rules.AllocatesByKind ? Name((ImagePart)part) : init ? "init" : "core", at, size, end, init));
            at += size + Page;
        }

        for (int i = 0; i < addresses.Length; i++)
        {
            if (_parts[i] >= 0) addresses[i] = bases[_parts[i]] + _offsets[i];
        }

        return regions;
    }

    private static string Name(ImagePart part) => part switch
    {
        ImagePart.Text => "text",
        ImagePart.Data => "data",
        ImagePart.ReadOnlyData => "read-only data",
        ImagePart.ReadOnlyAfterInit => "data read-only after init",
        ImagePart.InitText => "init text",
        ImagePart.InitData => "init data",
        _ => "init read-only data",
    };

    private bool Place(bool init)
    {
        for (int kind = 0; kind < s_kinds.Length; kind++)
        {
            (ulong wanted, ulong unwanted, ImagePart core, ImagePart initPart) = s_kinds[kind];
            int part = Part(init ? initPart : core);
            for (int i = 0; i < Flags.Length; i++)
            {
                if ((Flags[i] & wanted) != wanted || (Flags[i] & unwanted) != 0 || _parts[i] >= 0 || init != IsInit(i)) continue;
                if (!Add(part, i)) return false;
            }

            // 6.1 has one block, in which the kinds begin at pages; after the last but one nothing is aligned.
            if (_rules.AllocatesByKind || kind == 3) continue;
            if (!init || kind != 2) _sizes[part] = AlignUp(_sizes[part], Page);
            if (kind == 0) _textEnds[init ? 1 : 0] = _sizes[part];
        }

        return true;
    }

    private int Part(ImagePart part) => (int)(_rules.AllocatesByKind ? part : part >= ImagePart.InitText ? ImagePart.InitText : ImagePart.Text);

    private bool IsInit(int section) => _file.NameOf(section).StartsWith(".init", StringComparison.Ordinal);

    private bool Add(int part, int section)
    {
        ElfSection header = _file.Sections[section];
        ulong align = header.Alignment == 0 ? 1 : header.Alignment;
        if (align > MostBytes || header.Size > MostBytes) return Fail(header);
        ulong offset = AlignUp(_sizes[part], align);
        if (offset + header.Size > MostBytes) return Fail(header);
        _offsets[section] = offset;
        _parts[section] = part;
        _sizes[part] = offset + header.Size;
        ulong total = 0;
        foreach (ulong size in _sizes) total += size;
        return total <= MostBytes || Fail(header);
    }

    private bool Fail(ElfSection header)
    {
        TooLargeOffset = header.HeaderOffset + 32;
        return false;
    }

    // The whole table goes to the init part; what is kept of it stays behind the data: all of it in a livepatch.
    private bool PlaceSymbols()
    {
        int symbols = _sections.Symbols;
        int init = Part(ImagePart.InitData);
        int data = Part(ImagePart.Data);
        Flags[symbols] |= ElfSectionFlags.Allocate;
        if (!Add(init, symbols)) return false;
        int count = _file.Count(symbols, ElfSymbol.EntrySize);
        ulong kept = 0;
        ulong strings = 0;
        for (int i = 0; i < count; i++)
        {
            ElfSymbol symbol = _file.Symbol(symbols, i);
            if (i != 0 && !_livepatch && !IsCore(symbol)) continue;
            if (_file.Sections[_sections.Strings].Offset + symbol.NameOffset >= _file.Bytes.MappedLength)
            {
                UnreadableName = (long)(_file.Sections[symbols].Offset + (ulong)i * ElfSymbol.EntrySize);
                return true;
            }

            kept++;
            strings += (ulong)NameLength(symbol) + 1;
        }

        ulong align = Math.Max(1, _file.Sections[symbols].Alignment);
        _sizes[data] = AlignUp(_sizes[data], align) + kept * ElfSymbol.EntrySize + strings + kept;
        if (!_rules.AllocatesByKind) _sizes[data] = AlignUp(_sizes[data], Page);
        Flags[_sections.Strings] |= ElfSectionFlags.Allocate;
        if (!Add(init, _sections.Strings)) return false;
        _sizes[init] = AlignUp(_sizes[init], 8) + KallsymsSize + (ulong)count;
        if (!_rules.AllocatesByKind) _sizes[init] = AlignUp(_sizes[init], Page);
        return true;
    }

    /// <summary>True for a symbol that stays when the init function is through (is_core_symbol).</summary>
    public bool IsCore(ElfSymbol symbol)
    {
        if (symbol.Section == 0 || symbol.Section >= Flags.Length || symbol.NameOffset == 0) return false;
        if (symbol.Section == _sections.PerCpu) return true;
        int part = _parts[symbol.Section];
        return (Flags[symbol.Section] & ElfSectionFlags.Allocate) != 0 && part is >= 0 and < (int)ImagePart.InitText;
    }

    private int NameLength(ElfSymbol symbol) => _file.Bytes.TextLength(_file.Sections[_sections.Strings].Offset + symbol.NameOffset);

    private static ulong AlignUp(ulong value, ulong alignment) => (value + alignment - 1) & ~(alignment - 1);
}
