using KlpShell.Core.Machine;

namespace KlpShell.Core.Sysfs;

/// <summary>The part of a kobject that can be seen from outside (lib/kobject.c): whether it was ever initialised, and its directory.</summary>
internal sealed class Kobject : ICloneable<Kobject>
{
    /// <summary>state_initialized: set by the first init, and never cleared, so that a second one is noticed.</summary>
    public bool Initialized { get; set; }

    /// <summary>state_in_sysfs: the directory goes when the object does.</summary>
    public bool InSysfs { get; set; }

    /// <summary>The directory.</summary>
    public FileNode? Node { get; set; }

    Kobject ICloneable<Kobject>.CloneShell() => (Kobject)MemberwiseClone();

    void ICloneable<Kobject>.CloneLinks(Kobject origin, CloneContext context) => Node = context.CopyOrNull(origin.Node);
}
