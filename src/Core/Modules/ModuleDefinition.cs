using System.Collections.Immutable;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.ModuleFiles;

namespace KlpShell.Core.Modules;

/// <summary>A kernel module, before it is loaded: what a .ko file is.</summary>
/// <param name="Name">Its name, with underscores.</param>
public sealed record ModuleDefinition(string Name)
{
    /// <summary>A sentence on what it is for.</summary>
    public string Description { get; init; } = "";

    /// <summary>Its licence. GPL-only exports are refused to others.</summary>
    public string License { get; init; } = "GPL";

    /// <summary>The kernel it was built for, as <c>modinfo -F vermagic</c> prints it; null for any.</summary>
    public string? Vermagic { get; init; }

    /// <summary>True for a module of the kernel's own tree, which doesn't taint.</summary>
    public bool InTree { get; init; }

    /// <summary>True for a module with a signature that the kernel trusts; one of the kernel's own tree always has it.</summary>
    public bool Signed { get; init; }

    /// <summary>True when it says MODULE_INFO(livepatch, "Y"). The original core doesn't ask.</summary>
    public bool IsLivepatch { get; init; }

    /// <summary>The modules that must be loaded before it, each of which gets a reference.</summary>
    public ImmutableArray<string> Depends { get; init; } = [];

    /// <summary>Its parameters.</summary>
    public ImmutableArray<ParameterDefinition> Parameters { get; init; } = [];

    /// <summary>Its functions, in the order in which they lie in memory.</summary>
    public ImmutableArray<FunctionDefinition> Functions { get; init; } = [];

    /// <summary>Its variables.</summary>
    public ImmutableArray<VariableDefinition> Variables { get; init; } = [];

    /// <summary>What its init function does, and returns: 0, or a negative errno. Null for a module without one.</summary>
    public Body? Init { get; init; }

    /// <summary>What its exit function does. Null for a module that can't be unloaded.</summary>
    public Body? Exit { get; init; } = Body.Empty;

    /// <summary>
    /// True where its init and exit are functions like the others, as in the kernel's own samples of live patches; false where they are marked
    /// __init and __exit: what an init needs is then freed when it is through, and an exit can't be traced.
    /// </summary>
    public bool PlainInit { get; init; }

    /// <summary>The name of its init function in its source, beside <c>init_module</c>; null where nobody tells.</summary>
    public string? InitSymbol { get; init; }

    /// <summary>The name of its exit function in its source, beside <c>cleanup_module</c>; null where nobody tells.</summary>
    public string? ExitSymbol { get; init; }

    /// <summary>How far it is from its exit function to what lies behind that, in bytes.</summary>
    public uint ExitSize { get; init; } = FunctionDefinition.DefaultSize;

    /// <summary>Symbols of others that its code uses by name, besides those that its bodies call. They stand in its own symbol table while it comes.</summary>
    public ImmutableArray<string> Imports { get; init; } = [];

    /// <summary>The files that it makes when its init succeeds, and removes before its exit runs.</summary>
    public ImmutableArray<FileDefinition> Files { get; init; } = [];

    /// <summary>The patches that lie in its data (struct klp_patch). Most livepatch modules have one.</summary>
    public ImmutableArray<PatchDefinition> Patches { get; init; } = [];

    /// <summary>The probes that lie in its data.</summary>
    public ImmutableArray<KprobeDefinition> Kprobes { get; init; } = [];

    /// <summary>The file that it was read from; null where it was described otherwise. What a module of a file does is machine code.</summary>
    public ModuleFile? File { get; init; }

    /// <summary>
    /// Its lines in /proc/kallsyms, in the order of its symbol table, where that holds more than its functions and variables; empty where it
    /// doesn't. A livepatch keeps its whole table, with what it imports.
    /// </summary>
    public ImmutableArray<ListedSymbol> Listed { get; init; } = [];

    /// <summary>Where it lies, for a module of a captured host; null for one that the simulated kernel places itself.</summary>
    public ModulePlacement? Placement { get; init; }
}
