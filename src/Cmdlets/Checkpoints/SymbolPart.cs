using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using KlpShell.Core.Symbols;

namespace KlpShell.Checkpoints;

/// <summary>
/// The symbols in a checkpoint file, column by column, so that what is alike lies side by side: distances of addresses, type letters, modules,
/// sizes where some were given, names.
/// </summary>
internal static class SymbolPart
{
    /// <summary>Writes a table.</summary>
    public static void Write(BinaryWriter writer, SymbolTable table)
    {
        writer.Write7BitEncodedInt(table.Count);
        ulong last = 0;
        for (int i = 0; i < table.Count; i++)
        {
            ulong distance = table.AddressOf(i) - last;
            last = table.AddressOf(i);
            writer.Write7BitEncodedInt64((long)((distance << 1) ^ (ulong)((long)distance >> 63)));
        }

        for (int i = 0; i < table.Count; i++) writer.Write((byte)table.TypeOf(i));
        writer.Write7BitEncodedInt(table.Modules.Count);
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        foreach (string module in table.Modules)
        {
            writer.Write(module);
            numbers.Add(module, numbers.Count + 1);
        }

        for (int i = 0; i < table.Count; i++) writer.Write7BitEncodedInt(table.ModuleOf(i) is { } module ? numbers[module] : 0);
        for (int i = 0; i < table.Count; i++) writer.Write7BitEncodedInt64((long)table.GivenSizeOf(i));
        for (int i = 0; i < table.Count; i++) writer.Write7BitEncodedInt(table.NameUtf8(i).Length);
        for (int i = 0; i < table.Count; i++) writer.Write(table.NameUtf8(i));
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="FormatException">It isn't one.</exception>
    public static SymbolTable Read(BinaryReader reader)
    {
        int count = reader.Read7BitEncodedInt();

        // Each symbol has six bytes or more, so that no length is believed that the file can't hold.
        if (count < 0 || count > (reader.BaseStream.Length - reader.BaseStream.Position) / 6) throw new FormatException("it has fewer symbols than it says");
        ulong[] addresses = new ulong[count];
        ulong last = 0;
        for (int i = 0; i < count; i++)
        {
            ulong folded = (ulong)reader.Read7BitEncodedInt64();
            addresses[i] = last += (folded >> 1) ^ (0 - (folded & 1));
        }

        byte[] types = reader.ReadBytes(count);
        string[] modules = new string[Among(reader.Read7BitEncodedInt(), count)];
        for (int i = 0; i < modules.Length; i++) modules[i] = reader.ReadString();
        int[] owners = new int[count];
        for (int i = 0; i < count; i++) owners[i] = Among(reader.Read7BitEncodedInt(), modules.Length);
        ulong[] sizes = new ulong[count];
        for (int i = 0; i < count; i++) sizes[i] = (ulong)reader.Read7BitEncodedInt64();
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) lengths[i] = Among(reader.Read7BitEncodedInt(), reader.BaseStream.Length);
        return SymbolTable.FromEntries(Entries());

        IEnumerable<SymbolEntry> Entries()
        {
            for (int i = 0; i < count; i++)
            {
                string name = Encoding.UTF8.GetString(reader.ReadBytes(lengths[i]));
                yield return new SymbolEntry(name, addresses[i], (char)types[i], owners[i] == 0 ? null : modules[owners[i] - 1], sizes[i]);
            }
        }
    }

    /// <summary>Reads a table as files of version 1 have it: symbol by symbol.</summary>
    public static SymbolTable ReadFirst(BinaryReader reader)
    {
        List<SymbolEntry> entries = [];
        for (int left = Among(reader.ReadInt32(), reader.BaseStream.Length); left > 0; left--)
        {
            ulong address = reader.ReadUInt64();
            char type = (char)reader.ReadByte();
            string symbol = Encoding.UTF8.GetString(reader.ReadBytes(Among(reader.Read7BitEncodedInt(), reader.BaseStream.Length)));
            string module = reader.ReadString();
            entries.Add(new SymbolEntry(symbol, address, type, module.Length == 0 ? null : module, (ulong)reader.Read7BitEncodedInt64()));
        }

        return SymbolTable.FromEntries(entries);
    }

    /// <summary>Writes which functions can be traced.</summary>
    public static void Write(BinaryWriter writer, TraceableSet? traceable)
    {
        writer.Write(traceable is not null);
        if (traceable is null) return;
        writer.Write(traceable.Count);
        int last = 0;
        foreach (int index in traceable.Functions)
        {
            writer.Write7BitEncodedInt(index - last);
            last = index;
        }
    }

    /// <summary>Reads which functions can be traced; null for a guess from the symbols.</summary>
    public static TraceableSet? ReadTraceable(BinaryReader reader, SymbolTable table)
    {
        if (!reader.ReadBoolean()) return null;
        List<int> functions = [];
        int last = 0;
        for (int left = Among(reader.ReadInt32(), table.Count); left > 0; left--) functions.Add(last += reader.Read7BitEncodedInt());
        return TraceableSet.Of(table, functions);
    }

    private static int Among(int number, long most) => number >= 0 && number <= most ? number : throw new FormatException("a number in it is out of bounds");
}
