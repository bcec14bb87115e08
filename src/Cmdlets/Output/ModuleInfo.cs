using System.Collections.Generic;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell;

/// <summary>A loaded module as it was at one moment.</summary>
public sealed record ModuleInfo : INamed
{
    /// <summary>Its name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The same name, by which other cmdlets take it from the pipeline.</summary>
    public string Module => Name;

    /// <summary>The kernel that it is in.</summary>
    public string Kernel { get; internal init; } = "";

    /// <summary>Where it is in its life.</summary>
    public ModuleState State { get; internal init; }

    /// <summary>The length of its memory in bytes.</summary>
    public uint Size { get; internal init; }

    /// <summary>How many references are held on it.</summary>
    public int RefCount { get; internal init; }

    /// <summary>The modules that use it.</summary>
    public IReadOnlyList<string> UsedBy { get; internal init; } = [];

    /// <summary>Where its memory begins.</summary>
    public ulong BaseAddress { get; internal init; }

    /// <summary>The taint that it brought.</summary>
    public TaintFlags Taint { get; internal init; }

    /// <summary>The same as letters, the way /proc/modules prints them.</summary>
    public string TaintLetters { get; internal init; } = "";

    /// <summary>Its parameters, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Parameters { get; internal init; } = [];

    /// <summary>Its functions, in the order in which they lie in memory.</summary>
    public IReadOnlyList<string> Functions { get; internal init; } = [];

    /// <summary>True when a patch lies in its data, registered or not.</summary>
    public bool HasPatch { get; internal init; }

    /// <summary>What its manifest says that it is for.</summary>
    public string Description { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Name;

    string? INamed.NameFor(string kind) => kind is "Module" or "Patch" ? Name : null;
}
