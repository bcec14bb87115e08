using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace KlpShell.Core.Tests.ModuleFiles;

/// <summary>A small relocatable file: functions one behind the other in .text, calls of symbols from outside, and .modinfo.</summary>
internal sealed class SmallElf
{
    private readonly List<(string Name, byte[] Code, string? Calls)> _functions = [];

    public string Modinfo { get; set; } = "name=fix\0license=GPL\0";

    /// <summary>Bytes before the first function, so that everything lies elsewhere.</summary>
    public int Padding { get; set; }

    /// <summary>Adds a function; where it calls, the call's four bytes are its last.</summary>
    public SmallElf Function(string name, byte[] code, string? calls = null)
    {
        _functions.Add((name, code, calls));
        return this;
    }

    public byte[] Build()
    {
        List<byte> strings = [0];
        List<byte> text = [.. new byte[Padding]];
        MemoryStream symbols = new();
        MemoryStream relocations = new();
        symbols.Write(new byte[24]);
        string[] outside = [.. _functions.Select(function => function.Calls).OfType<string>().Distinct()];
        foreach ((string name, byte[] code, string? calls) in _functions)
        {
            Symbol(symbols, Add(strings, name), 0x12, 1, text.Count, code.Length);
            if (calls is not null)
            {
                relocations.Write(BitConverter.GetBytes((long)(text.Count + code.Length - 4)));
                relocations.Write(BitConverter.GetBytes(((long)(1 + _functions.Count + Array.IndexOf(outside, calls)) << 32) | 4));
                relocations.Write(BitConverter.GetBytes(-4L));
            }

            text.AddRange(code);
        }

        foreach (string name in outside) Symbol(symbols, Add(strings, name), 0x10, 0, 0, 0);
        List<byte> names = [0];
        (string Name, uint Type, long Flags, byte[] Content, int Link, int Info)[] sections =
        [
            (".text", 1, 6, [.. text], 0, 0), (".rela.text", 4, 0, relocations.ToArray(), 3, 1), (".symtab", 2, 0, symbols.ToArray(), 4, 1),
            (".strtab", 3, 0, [.. strings], 0, 0), (".modinfo", 1, 2, Encoding.ASCII.GetBytes(Modinfo), 0, 0), (".shstrtab", 3, 0, [], 0, 0),
        ];
        int[] offsets = [.. sections.Select(section => Add(names, section.Name))];
        sections[^1].Content = [.. names];
        MemoryStream file = new();
        file.Write(new byte[64]);
        MemoryStream headers = new();
        headers.Write(new byte[64]);
        for (int i = 0; i < sections.Length; i++)
        {
            (_, uint type, long flags, byte[] content, int link, int info) = sections[i];
            headers.Write(BitConverter.GetBytes(offsets[i]));
            headers.Write(BitConverter.GetBytes(type));
            foreach (long word in (long[])[flags, 0, file.Length, content.Length]) headers.Write(BitConverter.GetBytes(word));
            headers.Write(BitConverter.GetBytes(link));
            headers.Write(BitConverter.GetBytes(info));
            foreach (long word in (long[])[1, type is 2 or 4 ? 24 : 0]) headers.Write(BitConverter.GetBytes(word));
            file.Write(content);
        }

        byte[] whole = [.. file.ToArray(), .. headers.ToArray()];
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(whole);
        BitConverter.GetBytes((ushort)1).CopyTo(whole, 16);
        BitConverter.GetBytes((ushort)62).CopyTo(whole, 18);
        BitConverter.GetBytes(file.Length).CopyTo(whole, 40);
        BitConverter.GetBytes((ushort)64).CopyTo(whole, 58);
        BitConverter.GetBytes((ushort)(sections.Length + 1)).CopyTo(whole, 60);
        BitConverter.GetBytes((ushort)sections.Length).CopyTo(whole, 62);
        return whole;
    }

    private static int Add(List<byte> strings, string text)
    {
        int at = strings.Count;
        strings.AddRange(Encoding.ASCII.GetBytes(text));
        strings.Add(0);
        return at;
    }

    private static void Symbol(MemoryStream table, int name, byte info, ushort section, long value, long size)
    {
        table.Write(BitConverter.GetBytes(name));
        table.Write([info, 0]);
        table.Write(BitConverter.GetBytes(section));
        table.Write(BitConverter.GetBytes(value));
        table.Write(BitConverter.GetBytes(size));
    }
}
