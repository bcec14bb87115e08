using KlpShell.Core.Machine;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>
/// The livepatch relocations of a patch module: those for vmlinux are written when it is loaded, those for a module when that is there,
/// and cleared when it goes (klp_write_section_relocs, kernel/livepatch/core.c).
/// </summary>
internal sealed class PatchRelocations(Kernel kernel) : RelocationWriter(kernel)
{
    /// <summary>klp_apply_object_relocs.</summary>
    public Status Apply(ConsistencyPatch patch, ConsistencyObject obj) => patch.Owner.Image is not null
        ? new LivepatchSections(Kernel, patch.Owner).Apply(obj.Name!)
        : obj.Definition.Relocations.IsDefaultOrEmpty ? Status.Ok : Write(patch.Owner, obj);

    /// <summary>klp_clear_object_relocs.</summary>
    public void Clear(ConsistencyPatch patch, ConsistencyObject obj)
    {
        if (patch.Owner.Image is { Rules.ClearsRelocations: true }) new LivepatchSections(Kernel, patch.Owner).Clear(obj.Name!);
        if (obj.Definition.Relocations.IsDefaultOrEmpty) return;
        foreach (RelocationDefinition relocation in obj.Definition.Relocations)
        {
            ulong place = Locate(patch.Owner, relocation.Location);
            uint size = relocation.Type == 1 ? 8u : 4u;
            if (relocation.Type != 0 && patch.Owner.Contains(place, size)) patch.Owner.Write(place, new byte[size]);
        }
    }

    /// <inheritdoc/>
    protected override Status Resolve(Module patchModule, KlpObject obj, RelocationDefinition relocation, ref ulong value)
    {
        if (relocation.External && Kernel.Symbols.Exported(relocation.Name) is var exported and not 0)
        {
            value = exported;
            return Status.Ok;
        }

        string? where = relocation.External ? patchModule.Name : obj.Name;
        return new PositionLookup(Kernel).Find(where, relocation.Name, relocation.SymbolPosition, out value);
    }
}
