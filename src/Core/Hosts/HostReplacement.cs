using System.Collections.Immutable;

namespace KlpShell.Core.Hosts;

/// <summary>A function of a host that patches replace, and which of them wins it.</summary>
/// <param name="Object">vmlinux, or a module.</param>
/// <param name="Function">The function.</param>
/// <param name="Patches">The patches that are in place, the newest first as far as the order is known.</param>
public sealed record HostReplacement(string Object, HostFunction Function, ImmutableArray<HostPatch> Patches)
{
    /// <summary>Whose code a call runs; null where it is the function's own, or where it isn't known.</summary>
    public HostPatch? Winner { get; init; }

    /// <summary>By what that is known.</summary>
    public HostOrderSource Source { get; init; }

    /// <summary>The patch in whose transition the function is; null for none. Tasks that have still to switch don't run the winner's code.</summary>
    public HostPatch? Transition { get; init; }

    /// <summary>Whose code the tasks run that have still to switch; null where it is the function's own, or where there is no transition.</summary>
    public HostPatch? Otherwise { get; init; }

    /// <summary>Its address; 0 where it isn't known.</summary>
    public ulong Address { get; init; }
}
