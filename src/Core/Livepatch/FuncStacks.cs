using System.Collections.Generic;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch;

/// <summary>The func stacks of a kernel, by the address of the function that they replace (the list klp_ops).</summary>
/// <typeparam name="T">The era's ftrace user.</typeparam>
internal sealed class FuncStacks<T>
    where T : FuncStackOps
{
    private readonly Dictionary<ulong, T> _ops = [];

    /// <summary>All ftrace users.</summary>
    public IEnumerable<T> All => _ops.Values;

    /// <summary>The stack of an address, or null (klp_find_ops).</summary>
    public T? Find(ulong oldAddress) => _ops.GetValueOrDefault(oldAddress);

    /// <summary>Adds an ftrace user for an address.</summary>
    public void Add(ulong oldAddress, T ops) => _ops.Add(oldAddress, ops);

    /// <summary>Forgets an address.</summary>
    public void Remove(ulong oldAddress) => _ops.Remove(oldAddress);

    /// <summary>Takes over the stacks of another kernel.</summary>
    public void CopyFrom(FuncStacks<T> origin, CloneContext context)
    {
        foreach ((ulong address, T ops) in origin._ops) _ops.Add(address, (T)context.Copy<FtraceOps>(ops));
    }
}
