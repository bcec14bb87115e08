using System.Collections.Immutable;

namespace KlpShell.Core.Livepatch;

/// <summary>An object of a patch: vmlinux, or a module, with the functions that are replaced in it (struct klp_object).</summary>
/// <param name="Name">The module's name; null is vmlinux. The word "vmlinux" as a name is a module that no kernel has.</param>
/// <param name="Functions">The functions. Default (not set) is a null pointer, which ends the kernel's walk over the objects.</param>
public sealed record PatchObjectDefinition(string? Name, ImmutableArray<PatchFuncDefinition> Functions)
{
    /// <summary>The relocations to write when the object is there (original era); default where there is no array.</summary>
    public ImmutableArray<RelocationDefinition> Relocations { get; init; }

    /// <summary>Where struct klp_object lies in a module that was read from a file; 0 elsewhere.</summary>
    public ulong Address { get; init; }

    /// <summary>What is run around the object's patching; null for nothing (consistency era).</summary>
    public PatchCallbacks? Callbacks { get; init; }

    /// <summary>The name as sysfs and people write it.</summary>
    public string DisplayName => Name ?? "vmlinux";
}
