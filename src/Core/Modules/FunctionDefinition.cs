using System.Collections.Immutable;
using KlpShell.Core.Machine.Bodies;

namespace KlpShell.Core.Modules;

/// <summary>A function of a module, or of vmlinux where it matters what it does.</summary>
/// <param name="Name">Its symbol.</param>
/// <param name="Body">What it does.</param>
public sealed record FunctionDefinition(string Name, Body Body)
{
    /// <summary>The length of a function of which nobody tells how long it is, in bytes.</summary>
    public const uint DefaultSize = 32;

    /// <summary>Its length in bytes.</summary>
    public uint Size { get; init; } = DefaultSize;

    /// <summary>False for a notrace function: in the symbol table, but without an ftrace location.</summary>
    public bool Traceable { get; init; } = true;

    /// <summary>
    /// How far into it its ftrace location lies, in bytes; null for as far as in all functions of the kernel. Where a compiler begins
    /// functions with ENDBR64, a static one whose address nobody takes has none, and is traced at its very beginning.
    /// </summary>
    public uint? EntryOffset { get; init; }

    /// <summary>Whether other modules may use it.</summary>
    public ExportKind Export { get; init; }

    /// <summary>Its type in the symbol table: t, or T for a global.</summary>
    public char Type { get; init; } = 't';

    /// <summary>The first bytes of its text where they matter (a relocation may point into them); empty where they don't.</summary>
    public ImmutableArray<byte> Text { get; init; } = [];
}
