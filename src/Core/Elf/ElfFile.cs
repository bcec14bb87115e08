using System;
using System.Collections.Generic;
using System.Globalization;

namespace KlpShell.Core.Elf;

/// <summary>
/// An ELF64 file for x86-64, as far as it can be read: a file that is broken reads as what is left of it, and <see cref="Problems"/>
/// tells where. Nothing is loaded, and nothing is allocated that the file doesn't hold.
/// </summary>
public sealed class ElfFile
{
    private const int MostProblems = 100;

    private readonly List<ElfProblem> _problems = [];
    private readonly ElfSection[] _sections = [];

    private ElfFile(ElfBytes bytes)
    {
        Bytes = bytes;
        if (bytes.Length < ElfHeader.Size)
        {
            Report(ElfProblemKind.HeaderTruncated, bytes.Length, $"the file ends after {bytes.Length} bytes; an ELF header has {ElfHeader.Size}");
            return;
        }

        Header = new ElfHeader(
            bytes.Word32(0), bytes.Byte(4), bytes.Byte(5), bytes.Word16(ElfHeader.TypeOffset), bytes.Word16(ElfHeader.MachineOffset),
            bytes.Word64(ElfHeader.SectionTableOffset), bytes.Word16(ElfHeader.SectionHeaderSizeOffset), bytes.Word16(ElfHeader.SectionCountOffset),
            bytes.Word16(ElfHeader.NamesIndexOffset));
        if (Header.Magic != ElfHeader.ElfMagic)
        {
            Report(ElfProblemKind.NotElf, 0, "the file doesn't begin with the bytes 7f 45 4c 46");
            return;
        }

        if (!SectionHeadersFit()) return;
        _sections = new ElfSection[Header.SectionCount];
        for (int i = 0; i < _sections.Length; i++) _sections[i] = ReadSection(i);
        CheckNames();
    }

    /// <summary>The bytes.</summary>
    public ElfBytes Bytes { get; }

    /// <summary>The header; all zeros where the file is too short for one.</summary>
    public ElfHeader Header { get; }

    /// <summary>The sections; none where their headers can't be read.</summary>
    public IReadOnlyList<ElfSection> Sections => _sections;

    /// <summary>What can't be read, in the order of reading; the first hundred.</summary>
    public IReadOnlyList<ElfProblem> Problems => _problems;

    /// <summary>Reads a file.</summary>
    public static ElfFile Read(ReadOnlyMemory<byte> bytes) => new(new ElfBytes(bytes));

    /// <summary>The name of a section, its first 4096 bytes where it is longer; empty where it can't be read.</summary>
    public string NameOf(int section) => NamePlace(section) is { } at ? Bytes.Text(at) ?? "" : "";

    /// <summary>True when a section has exactly that name.</summary>
    public bool NameIs(int section, string name) => NamePlace(section) is { } at ? Bytes.TextIs(at, name) : name.Length == 0;

    /// <summary>The first section of a name, or -1.</summary>
    /// <param name="name">The name.</param>
    /// <param name="allocated">True to look only at those that take room in memory.</param>
    public int Find(string name, bool allocated = false)
    {
        for (int i = 1; i < _sections.Length; i++)
        {
            if ((!allocated || _sections[i].IsAllocated) && NameIs(i, name)) return i;
        }

        return -1;
    }

    /// <summary>A section's bytes; empty where the file doesn't hold them.</summary>
    public ReadOnlySpan<byte> Content(int section)
    {
        if (section < 0 || section >= _sections.Length || !_sections[section].HasContent) return default;
        return Bytes.Slice(_sections[section].Offset, _sections[section].Size);
    }

    /// <summary>How many whole entries a section holds.</summary>
    public int Count(int section, int entrySize) => Content(section).Length / entrySize;

    /// <summary>A symbol of a symbol table.</summary>
    public ElfSymbol Symbol(int section, int index)
    {
        ulong at = _sections[section].Offset + (ulong)index * ElfSymbol.EntrySize;
        return new ElfSymbol(index, Bytes.Word32(at), Bytes.Byte(at + 4), Bytes.Word16(at + 6), Bytes.Word64(at + 8), Bytes.Word64(at + 16));
    }

    /// <summary>A relocation of a section.</summary>
    public ElfRelocation Relocation(int section, int index)
    {
        ulong at = _sections[section].Offset + (ulong)index * ElfRelocation.EntrySize;
        ulong info = Bytes.Word64(at + 8);
        return new ElfRelocation((long)at, Bytes.Word64(at), (uint)info, (uint)(info >> 32), (long)Bytes.Word64(at + 16));
    }

    private bool SectionHeadersFit()
    {
        if (Header.SectionHeaderSize != ElfSection.HeaderSize)
        {
            Report(ElfProblemKind.SectionHeaderSize, ElfHeader.SectionHeaderSizeOffset, $"section headers of {Header.SectionHeaderSize} bytes; ELF64 has {ElfSection.HeaderSize}");
            return false;
        }

        if (Header.SectionTable < (ulong)Bytes.Length && Bytes.Has(Header.SectionTable, (ulong)Header.SectionCount * ElfSection.HeaderSize)) return true;
        string text = string.Create(CultureInfo.InvariantCulture, $"{Header.SectionCount} section headers from 0x{Header.SectionTable:x} on don't fit into {Bytes.Length} bytes");
        Report(ElfProblemKind.SectionHeadersOutside, ElfHeader.SectionTableOffset, text);
        return false;
    }

    private ElfSection ReadSection(int index)
    {
        ulong at = Header.SectionTable + (ulong)index * ElfSection.HeaderSize;
        ElfSection section = new(
            index, (long)at, Bytes.Word32(at), Bytes.Word32(at + 4), Bytes.Word64(at + 8), Bytes.Word64(at + 16), Bytes.Word64(at + 24), Bytes.Word64(at + 32),
            Bytes.Word32(at + 40), Bytes.Word32(at + 44), Bytes.Word64(at + 48), Bytes.Word64(at + 56));
        if (section.HasContent && !Bytes.Has(section.Offset, section.Size))
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"section {index} has 0x{section.Size:x} bytes from 0x{section.Offset:x} on; the file has 0x{Bytes.Length:x}");
            Report(ElfProblemKind.SectionOutside, (long)at + 24, text);
        }

        return section;
    }

    private ulong? NamePlace(int section)
    {
        if (section < 0 || section >= _sections.Length || Header.NamesIndex >= _sections.Length) return null;
        ElfSection names = _sections[Header.NamesIndex];
        if (_sections[section].NameOffset >= names.Size || !Bytes.Has(names.Offset, names.Size)) return null;
        return names.Offset + _sections[section].NameOffset;
    }

    private void CheckNames()
    {
        if (Header.NamesIndex >= _sections.Length || Content(Header.NamesIndex).IsEmpty)
        {
            Report(ElfProblemKind.NamesOutside, ElfHeader.NamesIndexOffset, $"section {Header.NamesIndex} of {_sections.Length} doesn't hold the sections' names");
            return;
        }

        for (int i = 0; i < _sections.Length; i++)
        {
            if (_sections[i].Type == ElfSectionType.Null || NamePlace(i) is not null) continue;
            string text = $"the name of section {i} begins at {_sections[i].NameOffset}; there are {_sections[Header.NamesIndex].Size} bytes of names";
            Report(ElfProblemKind.NameOutside, _sections[i].HeaderOffset, text);
        }
    }

    private void Report(ElfProblemKind kind, long offset, string message)
    {
        if (_problems.Count < MostProblems) _problems.Add(new ElfProblem(kind, offset, message));
    }
}
