using System.Collections.Immutable;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>What the compiler made of the later machines' modules: the parts of their layout that a kernel shows.</summary>
internal sealed record ModuleBuild
{
    /// <summary>6.1: a function begins where the one before it ends.</summary>
    public static ModuleBuild Linux61 { get; } = new()
    {
        LivepatchSymbols = SymbolLists.Read("lp-6.1.txt"),
        TargetSymbols = SymbolLists.Read("tgt_mod-6.1.txt"),
        IntSize = 16,
        HandlerSize = 5,
        ThreadSize = 16,
        TwinCallerSize = 16,
        BlockShowSize = 48,
        ControlSize = 400,
        TargetExitSize = 2801,
    };

    /// <summary>6.12: each function stands behind its own padding.</summary>
    public static ModuleBuild Linux612 { get; } = new()
    {
        LivepatchSymbols = SymbolLists.Read("lp-6.12.txt"),
        TargetSymbols = SymbolLists.Read("tgt_mod-6.12.txt"),
        IntSize = 32,
        HandlerSize = 16,
        ThreadSize = 32,
        TwinCallerSize = 32,
        BlockShowSize = 64,
        ControlSize = 416,
        TargetExitSize = 2448,
        FreeBeforeCheck = true,
    };

    /// <summary>What /proc/kallsyms lists of lp_a to lp_f.</summary>
    public required ImmutableArray<ListedSymbol> LivepatchSymbols { get; init; }

    /// <summary>What it lists of tgt_mod.</summary>
    public required ImmutableArray<ListedSymbol> TargetSymbols { get; init; }

    /// <summary>From lp_int to the symbol behind it, in bytes.</summary>
    public required uint IntSize { get; init; }

    /// <summary>ipm_mod's cb.</summary>
    public required uint HandlerSize { get; init; }

    /// <summary>tgt_kthread.</summary>
    public required uint ThreadSize { get; init; }

    /// <summary>tgt_twin_a.</summary>
    public required uint TwinCallerSize { get; init; }

    /// <summary>block_show.</summary>
    public required uint BlockShowSize { get; init; }

    /// <summary>True where dummy_free of the sample for shadow variables lies before dummy_check.</summary>
    public bool FreeBeforeCheck { get; init; }

    /// <summary>ctl_write.</summary>
    public required uint ControlSize { get; init; }

    /// <summary>tgt_exit, behind which nothing lies: it reaches to the end of the page.</summary>
    public required uint TargetExitSize { get; init; }
}
