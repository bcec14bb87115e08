using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KlpShell.Core.Elf;

namespace KlpShell.Core.ModuleFiles.Comparing;

/// <summary>
/// The functions and exports of a module's file in their normal form. What relocations change is taken out of a function's bytes, and what they
/// refer to is named instead: a symbol, a text, a place in a symbol. So code is the same wherever the linker put it.
/// </summary>
internal sealed class ModuleCodeParts
{
    private const byte SectionSymbol = 3;
    private const ulong StringsFlag = 0x20;
    private const int LongestText = 256;

    // Functions of a hostile file may lie over each other: what is beyond is not looked at.
    private const ulong MostCode = 256UL << 20;

    private readonly ElfFile _elf;
    private readonly List<(ElfSymbol Symbol, string Name)> _symbols = [];
    private readonly Dictionary<int, List<(ElfSymbol Symbol, string Name)>> _bySection = [];
    private readonly Dictionary<uint, List<ElfRelocation>> _relocations = [];
    private ulong _looked;

    public ModuleCodeParts(ElfFile elf)
    {
        _elf = elf;
        for (int i = 1; i < elf.Sections.Count; i++)
        {
            ElfSection section = elf.Sections[i];
            if (section.Type == ElfSectionType.SymbolTable && _symbols.Count == 0) ReadSymbols(i);
            if (section.Type != ElfSectionType.Rela || section.Info == 0 || section.Info >= (uint)elf.Sections.Count) continue;
            if ((section.Flags & ElfSectionFlags.LivepatchRelocations) != 0) continue;
            if (!_relocations.TryGetValue(section.Info, out List<ElfRelocation>? list)) _relocations.Add(section.Info, list = []);
            int count = elf.Count(i, ElfRelocation.EntrySize);
            for (int k = 0; k < count; k++) list.Add(elf.Relocation(i, k));
        }

        foreach (List<ElfRelocation> list in _relocations.Values) list.Sort(static (a, b) => a.Offset.CompareTo(b.Offset));
        foreach (List<(ElfSymbol Symbol, string Name)> list in _bySection.Values) list.Sort(static (a, b) => a.Symbol.Value != b.Symbol.Value ? a.Symbol.Value.CompareTo(b.Symbol.Value) : string.CompareOrdinal(a.Name, b.Name));
    }

    /// <summary>The functions and variables with their names.</summary>
    public IReadOnlyList<(ElfSymbol Symbol, string Name)> Symbols => _symbols;

    /// <summary>The functions.</summary>
    public IEnumerable<ModulePart> Functions()
    {
        foreach ((ElfSymbol symbol, string name) in _symbols)
        {
            if (!symbol.IsFunction || symbol.Section is ElfSymbol.Undefined or >= ElfSymbol.FirstReserved || name.Length == 0) continue;
            yield return new ModulePart(ModulePartKind.Function, name, Hash(symbol)) { Size = symbol.Size };
        }
    }

    /// <summary>The symbols that it exports.</summary>
    public IEnumerable<ModulePart> Exports()
    {
        const string table = "__ksymtab_";
        const string sum = "__crc_";
        Dictionary<string, string> sums = new(StringComparer.Ordinal);
        foreach ((ElfSymbol symbol, string name) in _symbols)
        {
            if (name.StartsWith(sum, StringComparison.Ordinal)) sums.TryAdd(name[sum.Length..], ModuleParts.Crc(Sum(symbol)));
        }

        foreach ((ElfSymbol symbol, string name) in _symbols)
        {
            if (!name.StartsWith(table, StringComparison.Ordinal) || symbol.Section is ElfSymbol.Undefined or >= ElfSymbol.FirstReserved) continue;
            string exported = name[table.Length..];
            bool gpl = _elf.NameOf(symbol.Section).Contains("_gpl", StringComparison.Ordinal);
            yield return new ModulePart(ModulePartKind.Export, exported, $"{(gpl ? "to GPL modules" : "to all modules")}, {sums.GetValueOrDefault(exported, "without a version")}");
        }
    }

    /// <summary>A place in a section as a symbol and an offset; where no symbol holds it, as the section's name.</summary>
    public (string Symbol, ulong Offset) Place(string section, ulong offset) => Place(_elf.Find(section), section, offset);

    private (string Symbol, ulong Offset) Place(int section, string name, ulong offset)
    {
        if (!_bySection.TryGetValue(section, out List<(ElfSymbol Symbol, string Name)>? symbols)) return (name, offset);
        int low = 0;
        int high = symbols.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (symbols[middle].Symbol.Value <= offset) low = middle + 1;
            else high = middle;
        }

        // Padding symbols before a function end where it begins.
        for (int i = low - 1; i >= 0 && i > low - 8; i--)
        {
            (ElfSymbol symbol, string found) = symbols[i];
            if (offset - symbol.Value < Math.Max(symbol.Size, 1)) return (found, offset - symbol.Value);
        }

        return (name, offset);
    }

    private void ReadSymbols(int table)
    {
        int count = _elf.Count(table, ElfSymbol.EntrySize);
        uint link = _elf.Sections[table].Link;
        if (link >= (uint)_elf.Sections.Count) return;
        ElfSection names = _elf.Sections[(int)link];
        for (int i = 0; i < count; i++)
        {
            ElfSymbol symbol = _elf.Symbol(table, i);
            string name = symbol.NameOffset < names.Size && !_elf.Content((int)link).IsEmpty ? _elf.Bytes.Text(names.Offset + symbol.NameOffset) ?? "" : "";
            _symbols.Add((symbol, name));
            if ((symbol.IsFunction || symbol.IsObject) && symbol.Section is not ElfSymbol.Undefined and < ElfSymbol.FirstReserved && name.Length > 0)
            {
                if (!_bySection.TryGetValue(symbol.Section, out List<(ElfSymbol Symbol, string Name)>? list)) _bySection.Add(symbol.Section, list = []);
                list.Add((symbol, name));
            }
        }
    }

    private string Hash(ElfSymbol function)
    {
        ReadOnlySpan<byte> content = _elf.Content(function.Section);
        if (function.Value > (ulong)content.Length || function.Size > (ulong)content.Length - function.Value) return "outside of its section";
        if ((_looked += function.Size) > MostCode) return "not looked at: the functions lie over each other";
        byte[] code = content.Slice((int)function.Value, (int)function.Size).ToArray();
        StringBuilder references = new();
        foreach (ElfRelocation relocation in Within(function))
        {
            int at = (int)(relocation.Offset - function.Value);
            int width = relocation.Type is 1 or 24 ? 8 : 4;
            if ((_looked += 256) > MostCode) break;
            code.AsSpan(at, Math.Min(width, code.Length - at)).Clear();
            references.Append(CultureInfo.InvariantCulture, $"{at:x} {relocation.Type} {Target(relocation)}\n");
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(code);
        hash.AppendData(Encoding.UTF8.GetBytes(references.ToString()));
        return $"code {Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 8)).ToLowerInvariant()}";
    }

    private IEnumerable<ElfRelocation> Within(ElfSymbol function)
    {
        if (!_relocations.TryGetValue(function.Section, out List<ElfRelocation>? list)) yield break;
        int low = 0;
        int high = list.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (list[middle].Offset < function.Value) low = middle + 1;
            else high = middle;
        }

        for (int i = low; i < list.Count && list[i].Offset - function.Value < function.Size; i++) yield return list[i];
    }

    private string Target(ElfRelocation relocation)
    {
        if (relocation.Symbol >= (uint)_symbols.Count) return "outside";
        (ElfSymbol symbol, string name) = _symbols[(int)relocation.Symbol];
        if ((symbol.Info & 15) != SectionSymbol) return string.Create(CultureInfo.InvariantCulture, $"{name} {relocation.Addend}");
        if (symbol.Section is ElfSymbol.Undefined or >= ElfSymbol.FirstReserved) return "outside";

        // Relative to the next instruction, which begins behind the four bytes as a rule.
        long offset = relocation.Addend + (relocation.Type is 2 or 4 ? 4 : 0);
        if (offset < 0) return string.Create(CultureInfo.InvariantCulture, $"{_elf.NameOf(symbol.Section)} {offset}");
        if ((_elf.Sections[symbol.Section].Flags & StringsFlag) != 0 && Text(symbol.Section, (ulong)offset) is { } text) return $"\"{text}\"";
        (string place, ulong at) = Place(symbol.Section, _elf.NameOf(symbol.Section), (ulong)offset);
        return string.Create(CultureInfo.InvariantCulture, $"{place} {at}");
    }

    private string? Text(int section, ulong offset)
    {
        ReadOnlySpan<byte> content = _elf.Content(section);
        if (offset >= (ulong)content.Length) return null;
        ReadOnlySpan<byte> text = content[(int)offset..];
        int end = text.IndexOf((byte)0);
        return Encoding.Latin1.GetString(text[..Math.Min(end < 0 ? text.Length : end, LongestText)]);
    }

    // The checksum is the symbol's value, or four bytes in a section of its own.
    private ulong Sum(ElfSymbol symbol)
    {
        if (symbol.Section >= ElfSymbol.FirstReserved) return symbol.Value;
        ReadOnlySpan<byte> content = _elf.Content(symbol.Section);
        return symbol.Value + 4 <= (ulong)content.Length && symbol.Value <= int.MaxValue ? BinaryPrimitives.ReadUInt32LittleEndian(content[(int)symbol.Value..]) : 0;
    }
}
