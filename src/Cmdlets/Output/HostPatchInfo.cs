using System.Collections.Generic;

namespace KlpShell;

/// <summary>A patch of a captured host.</summary>
public sealed record HostPatchInfo : INamed
{
    /// <summary>Its name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The simulated kernel; null where none was made.</summary>
    public string? Kernel { get; internal init; }

    /// <summary>What its file <c>enabled</c> says; null where it says nothing.</summary>
    public bool? Enabled { get; internal init; }

    /// <summary>What its file <c>transition</c> says; null where it says nothing.</summary>
    public bool? Transition { get; internal init; }

    /// <summary>What its file <c>replace</c> says; null where it says nothing.</summary>
    public bool? Replace { get; internal init; }

    /// <summary>Its place among the patches, from 1 for the oldest; null where that isn't known.</summary>
    public int? Order { get; internal init; }

    /// <summary>The state of its module in /proc/modules; null where there is none.</summary>
    public string? ModuleState { get; internal init; }

    /// <summary>The references of its module; null where there is none.</summary>
    public int? RefCount { get; internal init; }

    /// <summary>What it replaces, as <c>object:function</c>, with the position behind where there are several.</summary>
    public IReadOnlyList<string> Functions { get; internal init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Name;

    string? INamed.NameFor(string kind) => kind == "Patch" ? Name : null;
}
