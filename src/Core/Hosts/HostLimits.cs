using KlpShell.Core.Symbols;

namespace KlpShell.Core.Hosts;

/// <summary>How much of a captured host is taken in. What is beyond a limit is left out, and said to be.</summary>
public sealed record HostLimits
{
    /// <summary>The limits used when none are given.</summary>
    public static HostLimits Default { get; } = new();

    /// <summary>Bytes of one of the long files: the log, enabled_functions, modules. 32 MB.</summary>
    public int LongFile { get; init; } = 32 << 20;

    /// <summary>Bytes of one of the short files: an attribute, a stack. 64 KB.</summary>
    public int ShortFile { get; init; } = 64 << 10;

    /// <summary>Threads. 1,000,000.</summary>
    public int Tasks { get; init; } = 1_000_000;

    /// <summary>Lines of the log, the newest ones. 100,000.</summary>
    public int LogLines { get; init; } = 100_000;

    /// <summary>Directories of patches, objects and functions below /sys/kernel/livepatch, all together. 200,000.</summary>
    public int Directories { get; init; } = 200_000;

    /// <summary>Modules. 10,000.</summary>
    public int Modules { get; init; } = 10_000;

    /// <summary>Remarks on what is missing. 100.</summary>
    public int Gaps { get; init; } = 100;

    /// <summary>Those of the symbol table.</summary>
    public SymbolTableLimits Symbols { get; init; } = SymbolTableLimits.Default;
}
