using System;
using System.Text;

namespace KlpShell.Core.Symbols;

/// <summary>What a symbol table holds: arrays in table order, never written once the table is made.</summary>
internal sealed class SymbolColumns
{
    /// <summary>For each symbol its type letter and its name in UTF-8, one after the other.</summary>
    public required byte[] Pool { get; init; }

    /// <summary>The symbols, and one record more that ends the last name. Addresses of vmlinux never fall.</summary>
    public required SymbolRecord[] Records { get; init; }

    /// <summary>Sizes that were given, 0 where not; null when none was.</summary>
    public required ulong[]? Sizes { get; init; }

    /// <summary>How many symbols are of vmlinux; the others, of modules, come after them.</summary>
    public required int VmlinuxCount { get; init; }

    /// <summary>For each symbol after those of vmlinux, its module's place in <see cref="ModuleNames"/>.</summary>
    public required int[] ModuleOf { get; init; }

    /// <summary>The modules in the order in which they first appear.</summary>
    public required string[] ModuleNames { get; init; }

    /// <summary>How many symbols there are.</summary>
    public int Count => Records.Length - 1;

    /// <summary>A name's bytes.</summary>
    public ReadOnlySpan<byte> NameUtf8(int index)
    {
        int start = Records[index].Offset + 1;
        return new ReadOnlySpan<byte>(Pool, start, Records[index + 1].Offset - start);
    }

    /// <summary>A name.</summary>
    public string Name(int index) => Encoding.UTF8.GetString(NameUtf8(index));

    /// <summary>An address.</summary>
    public ulong Address(int index) => Records[index].Address;

    /// <summary>A type letter.</summary>
    public char Type(int index) => (char)Pool[Records[index].Offset];

    /// <summary>A symbol's module; null for vmlinux.</summary>
    public string? Module(int index) => index < VmlinuxCount ? null : ModuleNames[ModuleOf[index - VmlinuxCount]];
}
