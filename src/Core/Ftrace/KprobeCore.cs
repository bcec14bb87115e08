using KlpShell.Core.Machine;

namespace KlpShell.Core.Ftrace;

/// <summary>The kprobes of a kernel that sit on functions (kernel/kprobes.c, ftrace-based).</summary>
public sealed class KprobeCore
{
    private readonly Kernel _kernel;
    private readonly KprobeOps _ops;

    internal KprobeCore(Kernel kernel)
        : this(kernel, new KprobeOps())
    {
    }

    private KprobeCore(Kernel kernel, KprobeOps ops)
    {
        _kernel = kernel;
        _ops = ops;
    }

    /// <summary>Arms a probe (register_kprobe and its kin).</summary>
    /// <returns>-ENOENT where no function of that name is known, -EINVAL where ftrace can't trace it: probes that sit on a breakpoint aren't simulated.</returns>
    public Status Register(Kprobe probe)
    {
        ulong address = _kernel.Symbols.AddressOf(probe.Symbol);
        if (address == 0) return Status.Refused(Errno.ENOENT, Refusal.FunctionNotFound, probe.Symbol);
        if (_kernel.Ftrace.Location(address) == 0) return Status.Refused(Errno.EINVAL, Refusal.FunctionNotTraceable, probe.Symbol);
        probe.Address = address;
        _ops.Probes.Add(probe);
        Status status = _kernel.Ftrace.SetFilterIp(_ops, address);
        return status.Succeeded && !_ops.IsRegistered ? _kernel.Ftrace.Register(_ops) : status;
    }

    /// <summary>Disarms a probe (unregister_kprobe and its kin).</summary>
    public void Unregister(Kprobe probe)
    {
        if (!_ops.Probes.Remove(probe)) return;
        if (_ops.Probes.Count == 0 && _ops.IsRegistered) _kernel.Ftrace.Unregister(_ops);
        if (!_ops.Probes.Exists(other => other.Address == probe.Address)) _kernel.Ftrace.SetFilterIp(_ops, probe.Address, remove: true);
    }

    internal KprobeCore Clone(Kernel kernel, CloneContext context) => new(kernel, (KprobeOps)context.Copy<FtraceOps>(_ops));
}
