using System;
using System.Collections.Immutable;
using KlpShell.Core.Faults;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch;

/// <summary>Shadow variables: data attached to objects from outside, by the object's address and an id (kernel/livepatch/shadow.c).</summary>
public sealed class ShadowVariables
{
    private ImmutableSortedDictionary<(ulong Object, ulong Id), Value> _values = ImmutableSortedDictionary<(ulong Object, ulong Id), Value>.Empty;

    /// <summary>All of them, by object and id.</summary>
    public ImmutableSortedDictionary<(ulong Object, ulong Id), Value> All => _values;

    /// <summary>The memory of those that machine code uses.</summary>
    internal ShadowMemory Memory { get; } = new();

    /// <summary>The data of a variable; null where there is none (klp_shadow_get).</summary>
    public Value? Get(ulong obj, ulong id) => _values.TryGetValue((obj, id), out Value value) ? value : default(Value?);

    /// <summary>Attaches a variable (klp_shadow_alloc). One that is there already is a WARN, and null.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="task">The task that does it.</param>
    /// <param name="obj">The object's address.</param>
    /// <param name="id">The id.</param>
    /// <param name="construct">Gives the data, or a negative errno as its first part; null for zero.</param>
    public Value? Alloc(Kernel kernel, KernelTask task, ulong obj, ulong id, Func<(int Errno, Value Data)>? construct = null)
    {
        if (!_values.ContainsKey((obj, id))) return Attach(kernel, obj, id, construct);
        kernel.Warn(task, kernel.SourceLines.DuplicateShadow, $"Duplicate shadow variable <{obj:x16}, {id:x}>");
        return null;
    }

    /// <summary>The data of a variable, which is attached first where it isn't there (klp_shadow_get_or_alloc). The constructor runs only then.</summary>
    public Value? GetOrAlloc(Kernel kernel, ulong obj, ulong id, Func<(int Errno, Value Data)>? construct = null) =>
        Get(obj, id) ?? Attach(kernel, obj, id, construct);

    /// <summary>Changes the data of a variable that is there.</summary>
    /// <returns>False where there is none.</returns>
    public bool Set(ulong obj, ulong id, Value data)
    {
        if (!_values.ContainsKey((obj, id))) return false;
        _values = _values.SetItem((obj, id), data);
        Memory.SetNumber(obj, id, (ulong)data.Number);
        return true;
    }

    /// <summary>Detaches a variable, if it is there (klp_shadow_free).</summary>
    public void Free(ulong obj, ulong id, Action<ulong, Value>? destruct = null)
    {
        if (!_values.TryGetValue((obj, id), out Value data)) return;
        _values = _values.Remove((obj, id));
        destruct?.Invoke(obj, data);
        Memory.Remove(obj, id);
    }

    /// <summary>Detaches all variables of an id (klp_shadow_free_all).</summary>
    public void FreeAll(ulong id, Action<ulong, Value>? destruct = null)
    {
        foreach ((ulong Object, ulong Id) key in _values.Keys)
        {
            if (key.Id == id) Free(key.Object, id, destruct);
        }
    }

    // What machine code has written there is the variable's data from now on.
    internal bool Write(ulong address, ulong number, uint size)
    {
        if (!Memory.TryWrite(address, number, size)) return false;
        foreach ((ulong obj, ulong id) in _values.Keys)
        {
            if (Memory.Find(obj, id) is not 0 and var start && address >= start && address < start + 8) _values = _values.SetItem((obj, id), (long)Memory.Number(obj, id));
        }

        return true;
    }

    internal void CopyFrom(ShadowVariables origin)
    {
        _values = origin._values;
        Memory.CopyFrom(origin.Memory);
    }

    private Value? Attach(Kernel kernel, ulong obj, ulong id, Func<(int Errno, Value Data)>? construct)
    {
        if (kernel.Fails(FaultPoint.ShadowAllocation) != Errno.None) return null;
        (int errno, Value data) = construct?.Invoke() ?? (0, default);
        if (errno != 0)
        {
            kernel.Log.Write(LogLevel.Error, $"{LivepatchCore.Prefix}Failed to construct shadow variable <{obj:x16}, {id:x}> ({errno})");
            return null;
        }

        _values = _values.Add((obj, id), data);
        return data;
    }
}
