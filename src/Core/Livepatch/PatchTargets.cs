using System;
using System.Collections.Generic;

namespace KlpShell.Core.Livepatch;

/// <summary>
/// Which modules the patches of a list have named, so that a module that comes or goes asks them only where that can matter: a thousand
/// patches then cost each as much as the first. What the kernel itself does is to ask each.
/// </summary>
internal sealed class PatchTargets
{
    private readonly HashSet<string> _modules = new(StringComparer.Ordinal);
    private bool _freedListed;

    /// <summary>Notes what a patch names, when it is put into the list. A nop's object is of a module that an older patch named.</summary>
    public void Add(KlpPatch patch)
    {
        foreach (KlpObject obj in patch.Objects)
        {
            if (obj.Name is not null) _modules.Add(obj.Name);
        }
    }

    /// <summary>Notes that a patch was freed that is still in the list: whoever walks it from now on stumbles.</summary>
    public void FreedInList() => _freedListed = true;

    /// <summary>False where no patch can have an object of that module, nor the walk an oops.</summary>
    public bool MayConcern(string module) => _freedListed || _modules.Contains(module);

    /// <summary>A copy for another kernel.</summary>
    public PatchTargets Clone()
    {
        PatchTargets copy = new() { _freedListed = _freedListed };
        copy._modules.UnionWith(_modules);
        return copy;
    }
}
