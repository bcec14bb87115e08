using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;

namespace KlpShell.Core.Livepatch;

/// <summary>A replaced function (struct klp_func). What an era keeps beside is in its own subclass.</summary>
public class KlpFunc : ICloneable<KlpFunc>
{
    internal KlpFunc(KlpObject obj, PatchFuncDefinition definition, ulong newAddress)
    {
        Object = obj;
        Definition = definition;
        OldName = definition.OldName;
        OldAddress = definition.OldAddress;
        NewAddress = newAddress;
    }

    /// <summary>The object that it belongs to.</summary>
    public KlpObject Object { get; private set; }

    /// <summary>What the author filled in.</summary>
    public PatchFuncDefinition Definition { get; }

    /// <summary>The name of the function to replace. A module's own code may change the entry between two calls.</summary>
    public string OldName { get; set; }

    /// <summary>The address of the function to replace; 0 while it isn't known. Before registration it holds the author's hint.</summary>
    public ulong OldAddress { get; internal set; }

    /// <summary>The address of the function that takes its place; 0 for a null pointer.</summary>
    public ulong NewAddress { get; }

    /// <summary>True for a function that an atomic replace added, to run the original again where an older patch had replaced it (consistency era).</summary>
    public virtual bool IsNop => false;

    /// <summary>Where a call goes that this replacement answers.</summary>
    internal virtual ulong Target => NewAddress;

    /// <summary>Its state.</summary>
    public KlpState State { get; internal set; }

    /// <summary>The replacement of the same function that was enabled before this one and still is; null at the bottom of the func stack.</summary>
    internal KlpFunc? Below { get; set; }

    /// <summary>The replacement that lies on this one; null on top of the func stack.</summary>
    internal KlpFunc? Above { get; set; }

    /// <summary>Its directory in sysfs.</summary>
    internal Kobject Kobject { get; private set; } = new();

    KlpFunc ICloneable<KlpFunc>.CloneShell() => (KlpFunc)MemberwiseClone();

    void ICloneable<KlpFunc>.CloneLinks(KlpFunc origin, CloneContext context)
    {
        Object = context.Copy(origin.Object);
        Kobject = context.Copy(origin.Kobject);
        Below = context.CopyOrNull(origin.Below);
        Above = context.CopyOrNull(origin.Above);
        CloneEra(origin, context);
    }

    /// <summary>Replaces the references that an era's subclass keeps.</summary>
    private protected virtual void CloneEra(KlpFunc origin, CloneContext context)
    {
    }
}
