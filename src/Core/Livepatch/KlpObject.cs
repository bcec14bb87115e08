using System.Collections.Generic;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;
using KlpShell.Core.Sysfs;

namespace KlpShell.Core.Livepatch;

/// <summary>An object of a patch: vmlinux or a module (struct klp_object).</summary>
public class KlpObject : ICloneable<KlpObject>
{
    internal KlpObject(KlpPatch patch, PatchObjectDefinition definition)
    {
        Patch = patch;
        Definition = definition;
    }

    /// <summary>The patch that it belongs to.</summary>
    public KlpPatch Patch { get; private set; }

    /// <summary>What the author filled in.</summary>
    public PatchObjectDefinition Definition { get; }

    /// <summary>The module's name; null for vmlinux.</summary>
    public string? Name => Definition.Name;

    /// <summary>The loaded module that it stands for; null for vmlinux, and while the module isn't there.</summary>
    public Module? Module { get; internal set; }

    /// <summary>Its state.</summary>
    public KlpState State { get; internal set; }

    /// <summary>Its functions.</summary>
    public IReadOnlyList<KlpFunc> Functions { get; internal set; } = [];

    /// <summary>True for a module, false for vmlinux (klp_is_module).</summary>
    public bool IsModule => Definition.Name is not null;

    /// <summary>True when there is something to patch: vmlinux, or the module is loaded (klp_is_object_loaded).</summary>
    public bool IsLoaded => !IsModule || Module is not null;

    /// <summary>The values that the kernel found for the relocations of a module, by their place in the array.</summary>
    internal ulong[] RelocationValues { get; set; } = [];

    /// <summary>Its directory in sysfs, made anew each time.</summary>
    internal Kobject? Kobject { get; set; }

    /// <summary>The name as sysfs and people write it.</summary>
    public string DisplayName() => Definition.DisplayName;

    KlpObject ICloneable<KlpObject>.CloneShell() => (KlpObject)MemberwiseClone();

    void ICloneable<KlpObject>.CloneLinks(KlpObject origin, CloneContext context)
    {
        Patch = context.Copy(origin.Patch);
        Module = context.CopyOrNull(origin.Module);
        Kobject = context.CopyOrNull(origin.Kobject);
        if (origin.RelocationValues.Length > 0) RelocationValues = (ulong[])origin.RelocationValues.Clone();
        KlpFunc[] functions = new KlpFunc[origin.Functions.Count];
        for (int i = 0; i < functions.Length; i++) functions[i] = context.Copy(origin.Functions[i]);
        Functions = functions;
    }
}
