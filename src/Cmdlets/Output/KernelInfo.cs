using System;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Session;

namespace KlpShell;

/// <summary>A kernel as it was at one moment.</summary>
public sealed record KernelInfo : INamed
{
    /// <summary>Its name in this session.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The same name, by which other cmdlets take it from the pipeline.</summary>
    public string Kernel => Name;

    /// <summary>Whose livepatch core it has.</summary>
    public string Release { get; internal init; } = "";

    /// <summary>The rules that the core goes by.</summary>
    public Era Era { get; internal init; }

    /// <summary>What uname -r says.</summary>
    public string UnameRelease { get; internal init; } = "";

    /// <summary>True for the kernel that cmdlets take when none is named.</summary>
    public bool IsCurrent { get; internal init; }

    /// <summary>Virtual time since boot.</summary>
    public TimeSpan Time { get; internal init; }

    /// <summary>Why it is tainted.</summary>
    public TaintFlags Taint { get; internal init; }

    /// <summary>The same as letters, the way an oops prints them.</summary>
    public string TaintLetters { get; internal init; } = "";

    /// <summary>How many symbols it has, modules included.</summary>
    public int SymbolCount { get; internal init; }

    /// <summary>How many functions of vmlinux ftrace can trace.</summary>
    public int TraceableCount { get; internal init; }

    /// <summary>How many modules are loaded.</summary>
    public int ModuleCount { get; internal init; }

    /// <summary>How many patches are registered.</summary>
    public int PatchCount { get; internal init; }

    /// <summary>How many of them are enabled.</summary>
    public int EnabledPatchCount { get; internal init; }

    /// <summary>How many tasks there are.</summary>
    public int TaskCount { get; internal init; }

    /// <summary>How many CPUs it has.</summary>
    public int CpuCount { get; internal init; }

    /// <summary>True for a kernel built with CONFIG_RANDOMIZE_BASE.</summary>
    public bool Kaslr { get; internal init; }

    /// <summary>What modules must have been built for; null where any is taken.</summary>
    public string? Vermagic { get; internal init; }

    /// <summary>True once it has corrupted its memory: a real machine would die sooner or later.</summary>
    public bool Corrupted { get; internal init; }

    /// <summary>The checkpoints that were taken of it, oldest first.</summary>
    public IReadOnlyList<string> Checkpoints { get; internal init; } = [];

    /// <summary>The failures that its manifest injects, with what has become of each.</summary>
    public IReadOnlyList<FaultInfo> Faults { get; internal init; } = [];

    /// <summary>A sentence on what it is for.</summary>
    public string Description { get; internal init; } = "";

    /// <summary>The manifest that it was made from; null where there was none.</summary>
    public string? Path { get; internal init; }

    internal KernelHandle? Handle { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    string? INamed.NameFor(string kind) => kind == "Kernel" ? Name : null;
}
