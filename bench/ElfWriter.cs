using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace KlpShell.Bench;

/// <summary>Writes a relocatable x86-64 file: sections, symbols, relocations with addends. Only what <see cref="LargeModule"/> needs.</summary>
internal sealed class ElfWriter
{
    private const int HeaderSize = 64;
    private const uint SymbolTable = 2;
    private const uint StringTable = 3;

    private readonly List<Section> _sections = [];
    private readonly MemoryStream _symbols = new();
    private readonly MemoryStream _names = new();
    private uint _locals;

    public ElfWriter()
    {
        Symbol("", 0, 0);
    }

    /// <summary>How many symbols there are, and so the number of the next one.</summary>
    public uint Symbols => (uint)(_symbols.Length / 24);

    /// <summary>Adds a section.</summary>
    /// <returns>Its number.</returns>
    public ushort Add(string name, uint type, ulong flags, byte[] content, uint info = 0, ulong alignment = 16)
    {
        _sections.Add(new Section(name, type, flags, content, info, alignment));
        return (ushort)_sections.Count;
    }

    /// <summary>Adds a symbol; local ones come first.</summary>
    /// <returns>Its number.</returns>
    public uint Symbol(string name, ushort section, ulong value, byte kind = 0x10, ulong size = 0)
    {
        uint number = Symbols;
        Span<byte> entry = stackalloc byte[24];
        entry.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(entry, name.Length == 0 ? 0 : (uint)_names.Length);
        entry[4] = number == 0 ? (byte)0 : kind;
        BinaryPrimitives.WriteUInt16LittleEndian(entry[6..], section);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[8..], value);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[16..], size);
        _symbols.Write(entry);
        if (kind >> 4 == 0 || number == 0) _locals = number + 1;
        if (name.Length > 0 || number == 0) _names.Write(Encoding.UTF8.GetBytes(name + '\0'));
        return number;
    }

    /// <summary>Writes a relocation to a section's content.</summary>
    public static void Relocate(MemoryStream relocations, ulong offset, uint type, uint symbol, long addend = 0)
    {
        Span<byte> entry = stackalloc byte[24];
        BinaryPrimitives.WriteUInt64LittleEndian(entry, offset);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[8..], ((ulong)symbol << 32) | type);
        BinaryPrimitives.WriteInt64LittleEndian(entry[16..], addend);
        relocations.Write(entry);
    }

    /// <summary>The file.</summary>
    public byte[] Write()
    {
        ushort symbols = Add(".symtab", SymbolTable, 0, _symbols.ToArray(), _locals, 8);
        ushort strings = Add(".strtab", StringTable, 0, _names.ToArray(), 0, 1);
        using MemoryStream names = new();
        names.WriteByte(0);
        List<uint> places = [];
        foreach (string name in (IEnumerable<string>)[.. _sections.ConvertAll(static section => section.Name), ".shstrtab"])
        {
            places.Add((uint)names.Length);
            names.Write(Encoding.UTF8.GetBytes(name + '\0'));
        }

        ushort last = Add(".shstrtab", StringTable, 0, names.ToArray(), 0, 1);
        using MemoryStream file = new();
        using BinaryWriter writer = new(file);
        writer.Write(new byte[HeaderSize]);
        ulong[] offsets = new ulong[_sections.Count];
        for (int i = 0; i < offsets.Length; i++)
        {
            while (file.Length % (long)_sections[i].Alignment != 0) writer.Write((byte)0);
            offsets[i] = (ulong)file.Length;
            writer.Write(_sections[i].Content);
        }

        while (file.Length % 8 != 0) writer.Write((byte)0);
        ulong table = (ulong)file.Length;
        writer.Write(new byte[64]);
        for (int i = 0; i < offsets.Length; i++)
        {
            Section section = _sections[i];
            writer.Write(places[i]);
            writer.Write(section.Type);
            writer.Write(section.Flags);
            writer.Write(0ul);
            writer.Write(offsets[i]);
            writer.Write((ulong)section.Content.Length);
            writer.Write(section.Type == SymbolTable ? strings : section.Type == 4 ? symbols : 0u);
            writer.Write(section.Info);
            writer.Write(section.Alignment);
            writer.Write(section.Type is SymbolTable or 4 ? 24ul : 0);
        }

        file.Position = 0;
        writer.Write([0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        writer.Write((ushort)1);
        writer.Write((ushort)62);
        writer.Write(1);
        writer.Write(0ul);
        writer.Write(0ul);
        writer.Write(table);
        writer.Write(0);
        writer.Write((ushort)HeaderSize);
        writer.Write(0);
        writer.Write((ushort)64);
        writer.Write((ushort)(_sections.Count + 1));
        writer.Write(last);
        return file.ToArray();
    }

    private sealed record Section(string Name, uint Type, ulong Flags, byte[] Content, uint Info, ulong Alignment);
}
