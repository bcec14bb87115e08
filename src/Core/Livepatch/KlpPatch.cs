using System.Collections.Generic;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;
using KlpShell.Core.Sysfs;

namespace KlpShell.Core.Livepatch;

/// <summary>A patch in the memory of a loaded module (struct klp_patch): there from the load on, registered or not.</summary>
public class KlpPatch : ICloneable<KlpPatch>
{
    internal KlpPatch(Module owner, PatchDefinition definition)
    {
        Owner = owner;
        Module = owner;
        Definition = definition;
        WithoutObjects = definition.WithoutObjects;
    }

    /// <summary>The module in whose memory the patch lies.</summary>
    public Module Owner { get; private set; }

    /// <summary>The module that the patch names as its own (patch.mod); null where the author left it out.</summary>
    public Module? Module { get; set; }

    /// <summary>What the author filled in.</summary>
    public PatchDefinition Definition { get; }

    /// <summary>The patch's name, which is its module's.</summary>
    public string Name => Owner.Name;

    /// <summary>True when the pointer to the objects is null.</summary>
    public bool WithoutObjects { get; set; }

    /// <summary>Its state.</summary>
    public KlpState State { get; internal set; }

    /// <summary>Its objects.</summary>
    public IReadOnlyList<KlpObject> Objects { get; internal set; } = [];

    /// <summary>True once tasks were forced over while it was on its way out: its module can never be removed (consistency era).</summary>
    public bool Forced { get; internal set; }

    /// <summary>True when the memory that it lies in has been freed; who touches it oopses.</summary>
    public bool Freed { get; internal set; }

    /// <summary>The system states that it changes; none where the release has no such thing.</summary>
    public virtual IReadOnlyList<SystemState> States => [];

    /// <summary>Its directory in sysfs.</summary>
    internal Kobject Kobject { get; private set; } = new();

    /// <summary>The objects that the kernel sees: its walk ends at the first one without a function array.</summary>
    internal virtual IEnumerable<KlpObject> EachObject()
    {
        foreach (KlpObject obj in Objects)
        {
            if (obj.Definition.Functions.IsDefault) yield break;
            yield return obj;
        }
    }

    KlpPatch ICloneable<KlpPatch>.CloneShell() => (KlpPatch)MemberwiseClone();

    void ICloneable<KlpPatch>.CloneLinks(KlpPatch origin, CloneContext context)
    {
        Owner = context.Copy(origin.Owner);
        Module = context.CopyOrNull(origin.Module);
        Kobject = context.Copy(origin.Kobject);
        KlpObject[] objects = new KlpObject[origin.Objects.Count];
        for (int i = 0; i < objects.Length; i++) objects[i] = context.Copy(origin.Objects[i]);
        Objects = objects;
        CloneEra(origin, context);
    }

    /// <summary>Replaces the references that an era's subclass keeps.</summary>
    private protected virtual void CloneEra(KlpPatch origin, CloneContext context)
    {
    }
}
