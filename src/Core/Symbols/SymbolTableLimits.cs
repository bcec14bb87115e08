namespace KlpShell.Core.Symbols;

/// <summary>How much a reader of symbol files takes in before it refuses the file.</summary>
public sealed record SymbolTableLimits
{
    /// <summary>The limits used when none are given.</summary>
    public static SymbolTableLimits Default { get; } = new();

    /// <summary>Bytes of text, after decompression. 512 MB, seventy times a distribution kernel's.</summary>
    public long MaxTextBytes { get; init; } = 512L << 20;

    /// <summary>Bytes in one line. 4,096; a kernel's names end at 511 (<c>KSYM_NAME_LEN</c>).</summary>
    public int MaxLineBytes { get; init; } = 4096;

    /// <summary>Symbols in one table. 4,194,304.</summary>
    public int MaxSymbols { get; init; } = 4 << 20;

    /// <summary>Bad lines beyond the number of good ones after which the file is taken for something else. 1,000.</summary>
    public int MaxBadLines { get; init; } = 1000;

    /// <summary>Problems that are kept with their place; the others are only counted. 100.</summary>
    public int MaxProblems { get; init; } = 100;
}
