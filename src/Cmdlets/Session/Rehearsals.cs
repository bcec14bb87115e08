using System.Collections.Generic;
using KlpShell.Core;

namespace KlpShell.Session;

/// <summary>
/// The scratch clones on which -WhatIf works out what would happen: one for each kernel and a whole pipeline, so that the second
/// object sees what the first would have done. They go when the last cmdlet of the pipeline has ended.
/// </summary>
internal sealed class Rehearsals
{
    private readonly Dictionary<KernelHandle, Kernel> _clones = [];
    private int _users;

    /// <summary>A cmdlet that rehearses has begun.</summary>
    public void Begin() => _users++;

    /// <summary>A cmdlet that rehearsed has ended.</summary>
    public void End()
    {
        if (--_users == 0) _clones.Clear();
    }

    /// <summary>The clone of a kernel where the running pipeline has one; else null.</summary>
    public Kernel? Find(KernelHandle handle) => _clones.GetValueOrDefault(handle);

    /// <summary>The clone of a kernel.</summary>
    public Kernel CloneOf(KernelHandle handle)
    {
        if (_clones.TryGetValue(handle, out Kernel? clone)) return clone;
        clone = handle.Use(static kernel => kernel.CloneToRehearse());
        _clones.Add(handle, clone);
        return clone;
    }
}
