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
    public required string Name { get; init; }

    /// <summary>The same name, by which other cmdlets take it from the pipeline.</summary>
    public string Kernel => Name;

    /// <summary>Whose livepatch core it has.</summary>
    public required string Release { get; init; }

    /// <summary>The rules that the core goes by.</summary>
    public required Era Era { get; init; }

    /// <summary>What uname -r says.</summary>
    public required string UnameRelease { get; init; }

    /// <summary>True for the kernel that cmdlets take when none is named.</summary>
    public required bool IsCurrent { get; init; }

    /// <summary>Virtual time since boot.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>Why it is tainted.</summary>
    public required TaintFlags Taint { get; init; }

    /// <summary>The same as letters, the way an oops prints them.</summary>
    public required string TaintLetters { get; init; }

    /// <summary>How many symbols it has, modules included.</summary>
    public required int SymbolCount { get; init; }

    /// <summary>How many functions of vmlinux ftrace can trace.</summary>
    public required int TraceableCount { get; init; }

    /// <summary>How many modules are loaded.</summary>
    public required int ModuleCount { get; init; }

    /// <summary>How many patches are registered.</summary>
    public required int PatchCount { get; init; }

    /// <summary>How many of them are enabled.</summary>
    public required int EnabledPatchCount { get; init; }

    /// <summary>How many tasks there are.</summary>
    public required int TaskCount { get; init; }

    /// <summary>How many CPUs it has.</summary>
    public required int CpuCount { get; init; }

    /// <summary>True for a kernel built with CONFIG_RANDOMIZE_BASE.</summary>
    public required bool Kaslr { get; init; }

    /// <summary>What modules must have been built for; null where any is taken.</summary>
    public required string? Vermagic { get; init; }

    /// <summary>True once it has corrupted its memory: a real machine would die sooner or later.</summary>
    public required bool Corrupted { get; init; }

    /// <summary>The checkpoints that were taken of it, oldest first.</summary>
    public required IReadOnlyList<string> Checkpoints { get; init; }

    /// <summary>A sentence on what it is for.</summary>
    public required string Description { get; init; }

    /// <summary>The manifest that it was made from; null where there was none.</summary>
    public required string? Path { get; init; }

    internal KernelHandle? Handle { get; init; }

    string? INamed.NameFor(string kind) => kind == "Kernel" ? Name : null;
}
