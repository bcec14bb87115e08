using System.Collections.Immutable;

namespace KlpShell.Core.Hosts;

/// <summary>An object's directory below /sys/kernel/livepatch.</summary>
/// <param name="Name">vmlinux, or a module.</param>
/// <param name="Patched">What its file <c>patched</c> says; null where there is none.</param>
/// <param name="Functions">Its functions, in the order of their names: sysfs has no other.</param>
public sealed record HostObject(string Name, bool? Patched, ImmutableArray<HostFunction> Functions)
{
    /// <summary>The name of vmlinux's directory (klp_init_object).</summary>
    public const string Vmlinux = "vmlinux";

    /// <summary>The module; null for vmlinux.</summary>
    public string? Module => Name == Vmlinux ? null : Name;
}
