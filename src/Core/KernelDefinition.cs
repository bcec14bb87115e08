using System.Collections.Immutable;
using KlpShell.Core.Faults;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;

namespace KlpShell.Core;

/// <summary>A kernel before it is booted: which release, which symbol table, and what its functions and files do.</summary>
/// <param name="Name">A name for people.</param>
/// <param name="Release">Whose livepatch core it has.</param>
public sealed record KernelDefinition(string Name, Release Release)
{
    /// <summary>A sentence on what it is for.</summary>
    public string Description { get; init; } = "";

    /// <summary>The symbols of vmlinux, at their link-time addresses.</summary>
    public SymbolTable Symbols { get; init; } = SymbolTable.Empty;

    /// <summary>The functions of vmlinux that ftrace can trace; null for a guess from the symbol table.</summary>
    public TraceableSet? Traceable { get; init; }

    /// <summary>What vmlinux exports, and in which versions; null where only the symbol table tells what is exported.</summary>
    public SymbolExportTable? Exports { get; init; }

    /// <summary>True for a kernel built with CONFIG_RANDOMIZE_BASE, whether or not the addresses moved.</summary>
    public bool Kaslr { get; init; }

    /// <summary>How far the running addresses are from the linked ones.</summary>
    public ulong KaslrOffset { get; init; }

    /// <summary>Bytes from a function's first byte to its ftrace location: 0, or 4 where functions begin with ENDBR64.</summary>
    public uint EntryOffset { get; init; }

    /// <summary>Where modules are loaded.</summary>
    public ulong ModuleArea { get; init; } = 0xffffffffa0000000;

    /// <summary>What uname -r says.</summary>
    public string UnameRelease { get; init; } = Release.BaseVersion;

    /// <summary>What /proc/version says, without its newline.</summary>
    public string Version { get; init; } = $"Linux version {Release.BaseVersion} (klp@shell) #1 SMP";

    /// <summary>What /proc/cmdline says, without its newline.</summary>
    public string CommandLine { get; init; } = "console=ttyS0,115200 quiet";

    /// <summary>What modules must have been built for; null to take any.</summary>
    public string? Vermagic { get; init; }

    /// <summary>False for a kernel whose livepatch core failed to start (klp_init): it has no /sys/kernel/livepatch, and takes no patch.</summary>
    public bool LivepatchStarts { get; init; } = true;

    /// <summary>How many CPUs there are, each with an idle task.</summary>
    public int Cpus { get; init; } = 2;

    /// <summary>Functions of vmlinux that matter: bodies for symbols of the table.</summary>
    public ImmutableArray<FunctionDefinition> Functions { get; init; } = [];

    /// <summary>Files that are bound to such functions.</summary>
    public ImmutableArray<FileDefinition> Files { get; init; } = [];

    /// <summary>Tasks that are there from the start, by command name.</summary>
    public ImmutableArray<string> Tasks { get; init; } = [];

    /// <summary>What fails in it for a reason of its own, so that the ways out can be rehearsed; each counts its calls from the boot.</summary>
    public ImmutableArray<Fault> Faults { get; init; } = [];
}
