using System.Collections.Generic;
using KlpShell.Core.Hosts;

namespace KlpShell;

/// <summary>A patched function of a captured host.</summary>
public sealed record HostFunctionInfo : INamed
{
    /// <summary>Its name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>vmlinux, or the module that it belongs to.</summary>
    public string Object { get; internal init; } = "";

    /// <summary>Which of several of that name, from 1; 0 where sysfs doesn't say.</summary>
    public int Position { get; internal init; }

    /// <summary>The simulated kernel; null where none was made.</summary>
    public string? Kernel { get; internal init; }

    /// <summary>Its address; 0 where that isn't known.</summary>
    public ulong Address { get; internal init; }

    /// <summary>The patches that are in place on it, the newest first as far as the order is known.</summary>
    public IReadOnlyList<string> Patches { get; internal init; } = [];

    /// <summary>The patch whose code a call runs; null where it is the function's own, or where that isn't known.</summary>
    public string? Winner { get; internal init; }

    /// <summary>By what that is known.</summary>
    public HostOrderSource Source { get; internal init; }

    /// <summary>The patch in whose transition it is; null for none.</summary>
    public string? Transition { get; internal init; }

    /// <summary>The patch whose code those tasks run that have still to switch; null where it is the function's own, and outside of a transition.</summary>
    public string? Otherwise { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Object}:{Name}{(Position > 1 ? $",{Position}" : "")}";

    string? INamed.NameFor(string kind) => kind is "Function" or "Symbol" ? Name : null;
}
