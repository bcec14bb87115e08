using System;
using System.Collections.Immutable;

namespace KlpShell.Core.Abi;

/// <summary>One file of Documentation/ABI as it was read: its bytes, its entries, and what was wrong with it.</summary>
public sealed class AbiDocument
{
    internal AbiDocument(string file, AbiLevel level, ReadOnlyMemory<byte> bytes)
    {
        File = file;
        Level = level;
        Bytes = bytes;
    }

    /// <summary>Its path, as it was given.</summary>
    public string File { get; }

    /// <summary>The level of all its entries: the first folder of its path.</summary>
    public AbiLevel Level { get; }

    /// <summary>The whole file.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The text before the first tag, which describes the file.</summary>
    public string Description { get; internal set; } = "";

    /// <summary>The entries, in the order of the file.</summary>
    public ImmutableArray<AbiEntry> Entries { get; internal set; } = [];

    /// <summary>What was wrong with its form, in the order of the file.</summary>
    public ImmutableArray<AbiFinding> Problems { get; internal set; } = [];
}
