using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Text;
using KlpShell.Cmdlets.Tests.Engine;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

/// <summary>The recorded modules of 6.12, and what is done to their bytes.</summary>
internal static class ModuleBytes
{
    private const int SectionHeader = 64, SectionTable = 40, SectionCount = 60, NamesIndex = 62;
    private const int Type = 4, Flags = 8, Place = 24, Size = 32;

    public static string Data => Path.Combine(Places.Root, "tests", "Verdicts", "data", "6.12");

    public static string Exports => Path.Combine(Data, "Module.symvers.gz");

    /// <summary>A module as it was recorded.</summary>
    public static byte[] Of(string name)
    {
        using ZipArchive archive = ZipFile.OpenRead(Path.Combine(Data, "modules.zip"));
        using Stream stream = archive.GetEntry(name + ".ko")!.Open();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The same with flags added to a section.</summary>
    public static byte[] WithFlags(byte[] file, string section, ulong flags)
    {
        byte[] changed = (byte[])file.Clone();
        int at = HeaderOf(changed, section) + Flags;
        Write(changed, at, Read(changed, at) | flags);
        return changed;
    }

    /// <summary>The same with one more section of bytes that take room in memory, behind the others.</summary>
    public static byte[] WithSection(byte[] file, string section, byte[] content)
    {
        int count = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(SectionCount));
        int table = (int)Read(file, SectionTable);
        int names = table + BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(NamesIndex)) * SectionHeader;
        byte[] oldNames = file[(int)Read(file, names + Place)..(int)(Read(file, names + Place) + Read(file, names + Size))];
        byte[] allNames = [.. oldNames, .. Encoding.ASCII.GetBytes(section), 0];
        byte[] headers = [.. file[table..(table + count * SectionHeader)], .. new byte[SectionHeader]];
        int start = (file.Length + 15) & ~15;
        byte[] all = [.. file, .. new byte[start - file.Length], .. content, .. allNames, .. headers];
        int newTable = start + content.Length + allNames.Length;
        Write(all, SectionTable, (ulong)newTable);
        BinaryPrimitives.WriteUInt16LittleEndian(all.AsSpan(SectionCount), (ushort)(count + 1));
        Write(all, names - table + newTable + Place, (ulong)(start + content.Length));
        Write(all, names - table + newTable + Size, (ulong)allNames.Length);
        int added = newTable + count * SectionHeader;
        BinaryPrimitives.WriteUInt32LittleEndian(all.AsSpan(added), (uint)oldNames.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(all.AsSpan(added + Type), 1);
        Write(all, added + Flags, 2);
        Write(all, added + Place, (ulong)start);
        Write(all, added + Size, (ulong)content.Length);
        Write(all, added + 48, 4);
        return all;
    }

    private static int HeaderOf(byte[] file, string section)
    {
        int table = (int)Read(file, SectionTable);
        int names = (int)Read(file, table + BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(NamesIndex)) * SectionHeader + Place);
        for (int at = table; ; at += SectionHeader)
        {
            int name = names + BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at));
            if (file.AsSpan(name).StartsWith(Encoding.ASCII.GetBytes(section + "\0"))) return at;
        }
    }

    private static ulong Read(byte[] file, int at) => BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));

    private static void Write(byte[] file, int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(at), value);
}
