using System.Collections.Generic;

namespace KlpShell.Histories.Model;

/// <summary>An object of a patch.</summary>
/// <param name="patch">The patch.</param>
/// <param name="name">The module; null for vmlinux.</param>
/// <param name="isDynamic">True for one that an atomic replace added.</param>
internal sealed class ModelObject(ModelPatch patch, string? name, bool isDynamic)
{
    /// <summary>The patch.</summary>
    public ModelPatch Patch { get; } = patch;

    /// <summary>The module; null for vmlinux.</summary>
    public string? Name { get; } = name;

    /// <summary>The name as sysfs writes it.</summary>
    public string DisplayName => Name ?? "vmlinux";

    /// <summary>True for one that an atomic replace added.</summary>
    public bool IsDynamic { get; } = isDynamic;

    /// <summary>Its entries.</summary>
    public List<ModelEntry> Entries { get; } = [];

    /// <summary>True while its entries are in place.</summary>
    public bool Applied { get; set; }

    /// <summary>True once it could not be applied to a module: which of its addresses are known is then not followed.</summary>
    public bool Failed { get; set; }

    /// <summary>Hooks all entries that aren't.</summary>
    public void Hook(long line)
    {
        Applied = true;
        foreach (ModelEntry entry in Entries)
        {
            if (entry.Hooked < 0) entry.Hooked = line;
        }
    }

    /// <summary>Unhooks all entries.</summary>
    public void Unhook()
    {
        Applied = false;
        foreach (ModelEntry entry in Entries) entry.Hooked = -1;
    }
}
