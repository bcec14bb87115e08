using System.Globalization;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Execution.MachineCode;

/// <summary>The calls of machine code to klp_shadow_*, with pointers to memory where the simulator has values (kernel/livepatch/shadow.c).</summary>
internal sealed class ShadowCalls(Kernel kernel, KernelTask task, Processor processor)
{
    private const int PlainSize = 8;

    /// <summary>Makes a call with the arguments that the processor has.</summary>
    /// <param name="name">The function.</param>
    /// <returns>What it returns; null for another function than those.</returns>
    public ulong? Call(string name)
    {
        ShadowVariables shadow = kernel.Livepatch.Shadow ?? throw new OpaqueException($"it calls {name}, which this release hasn't");
        ulong first = processor.Argument(0);
        ulong second = processor.Argument(1);
        switch (name)
        {
            case "klp_shadow_get":
                return Pointer(shadow, first, second);
            case "klp_shadow_alloc":
                return shadow.Alloc(kernel, task, first, second, () => Construct(shadow, first, second)) is null ? 0 : Pointer(shadow, first, second);
            case "klp_shadow_get_or_alloc":
                return shadow.GetOrAlloc(kernel, first, second, () => Construct(shadow, first, second)) is null ? 0 : Pointer(shadow, first, second);
            case "klp_shadow_free":
                Free(shadow, first, second, processor.Argument(2));
                return 0;
            case "klp_shadow_free_all":
                foreach ((ulong obj, ulong id) in shadow.All.Keys)
                {
                    if (id == first) Free(shadow, obj, id, second);
                }

                return 0;
            default:
                return null;
        }
    }

    // One that a manifest or a command attached has a value, and gets memory when its pointer is asked for.
    private static ulong Pointer(ShadowVariables shadow, ulong obj, ulong id)
    {
        if (shadow.Get(obj, id) is not { } value) return 0;
        if (shadow.Memory.Find(obj, id) is not 0 and var known) return known;
        if (value.Text is not null) throw new OpaqueException("it asks for a shadow variable that holds a text");
        if (!shadow.Memory.HasRoom(PlainSize)) throw new OpaqueException("it attaches more shadow variables than the simulator has memory for");
        ulong address = shadow.Memory.Place(obj, id, PlainSize);
        shadow.Memory.SetNumber(obj, id, (ulong)value.Number);
        return address;
    }

    private (int Errno, Value Data) Construct(ShadowVariables shadow, ulong obj, ulong id)
    {
        ulong size = processor.Argument(2);
        if (!shadow.Memory.HasRoom(size)) throw new OpaqueException(string.Create(CultureInfo.InvariantCulture, $"it asks for {size} bytes for a shadow variable"));
        ulong constructor = processor.Argument(4);
        ulong address = shadow.Memory.Place(obj, id, (int)size);
        int errno = constructor == 0 ? 0 : (int)processor.Invoke(constructor, obj, address, processor.Argument(5));
        Value data = (long)shadow.Memory.Number(obj, id);
        if (errno != 0) shadow.Memory.Remove(obj, id);
        return (errno, data);
    }

    private void Free(ShadowVariables shadow, ulong obj, ulong id, ulong destructor)
    {
        ulong address = Pointer(shadow, obj, id);
        shadow.Free(obj, id, destructor == 0 ? null : (_, _) => processor.Invoke(destructor, obj, address));
    }
}
