using System.Collections.Generic;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell;

/// <summary>A loaded module as it was at one moment.</summary>
public sealed record ModuleInfo : INamed
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The same name, by which other cmdlets take it from the pipeline.</summary>
    public string Module => Name;

    /// <summary>The kernel that it is in.</summary>
    public required string Kernel { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required ModuleState State { get; init; }

    /// <summary>The length of its memory in bytes.</summary>
    public required uint Size { get; init; }

    /// <summary>How many references are held on it.</summary>
    public required int RefCount { get; init; }

    /// <summary>The modules that use it.</summary>
    public required IReadOnlyList<string> UsedBy { get; init; }

    /// <summary>Where its memory begins.</summary>
    public required ulong BaseAddress { get; init; }

    /// <summary>The taint that it brought.</summary>
    public required TaintFlags Taint { get; init; }

    /// <summary>The same as letters, the way /proc/modules prints them.</summary>
    public required string TaintLetters { get; init; }

    /// <summary>Its parameters, as <c>name=value</c>.</summary>
    public required IReadOnlyList<string> Parameters { get; init; }

    /// <summary>Its functions, in the order in which they lie in memory.</summary>
    public required IReadOnlyList<string> Functions { get; init; }

    /// <summary>True when a patch lies in its data, registered or not.</summary>
    public required bool HasPatch { get; init; }

    /// <summary>What its manifest says that it is for.</summary>
    public required string Description { get; init; }

    string? INamed.NameFor(string kind) => kind is "Module" or "Patch" ? Name : null;
}
