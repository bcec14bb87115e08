using System.Collections.Generic;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Ftrace;

/// <summary>
/// Kprobes up to 4.1: all of them share one ftrace user, which claims the right to change the instruction pointer whatever the probes
/// do; a probe that ftrace will not hook is a WARN, and registering it succeeds all the same.
/// </summary>
internal sealed class EarlyKprobes : KprobeCore, IModuleNotifier
{
    private readonly KprobePlaces _places;
    private readonly KprobeOps _ops;
    private int _enabled;

    public EarlyKprobes(Kernel kernel, KprobePlaces places)
        : this(kernel, places, new KprobeOps(FtraceOpsFlags.SaveRegs | FtraceOpsFlags.IpModify), 0)
    {
    }

    private EarlyKprobes(Kernel kernel, KprobePlaces places, KprobeOps ops, int enabled)
        : base(kernel)
    {
        _places = places;
        _ops = ops;
        _enabled = enabled;
    }

    /// <inheritdoc/>
    public override IEnumerable<Kprobe> Probes => _ops.Probes;

    /// <inheritdoc/>
    public override void Unregister(Kprobe probe, KernelTask? task = null)
    {
        // Of a probe whose module is gone nothing is taken back: ftrace keeps the filter, and the count of the armed probes never falls again.
        if (!_ops.Probes.Remove(probe) || probe.Gone || _ops.HasProbeAt(probe.Address)) return;
        if (--_enabled == 0)
        {
            // After a failed registration there is nothing to take back; both layers complain.
            bool registered = _ops.IsRegistered;
            if (!registered) Kernel.Warn(task ?? Kernel.Shell, _places.Unregister);
            Status status = Kernel.Ftrace.Unregister(_ops);
            if (!registered) Kernel.Warn(task ?? Kernel.Shell, _places.Disarm, $"Failed to init kprobe-ftrace ({status.ReturnValue})");
        }

        Kernel.Ftrace.SetFilterIp(_ops, probe.Address, remove: true);
    }

    /// <inheritdoc/>
    int IModuleNotifier.Priority => 0;

    /// <summary>The probes in a module that goes are dead (kprobes_module_callback, kill_kprobe).</summary>
    Status IModuleNotifier.ModuleChanged(Kernel kernel, Module module, KernelTask task)
    {
        if (module.State == ModuleState.Coming) kernel.Tracing.ModuleComes(module, task);
        if (module.State != ModuleState.Going) return Status.Ok;
        foreach (Kprobe probe in _ops.Probes)
        {
            if (module.Contains(probe.Address)) probe.Gone = true;
        }

        return Status.Ok;
    }

    private protected override Status Arm(Kprobe probe, KernelTask task)
    {
        bool shared = _ops.HasProbeAt(probe.Address);
        _ops.Probes.Add(probe);
        if (shared) return Status.Ok;
        Status status = Kernel.Ftrace.SetFilterIp(_ops, probe.Address);
        if (!status.Succeeded) Kernel.Warn(task, _places.Arm, $"Failed to arm kprobe-ftrace at {probe.Address:x16} ({status.ReturnValue})");
        if (++_enabled > 1) return Status.Ok;
        status = Kernel.Ftrace.Register(_ops);
        if (!status.Succeeded) Kernel.Warn(task, _places.Init, $"Failed to init kprobe-ftrace ({status.ReturnValue})");
        return Status.Ok;
    }

    internal override KprobeCore Clone(Kernel kernel, CloneContext context) =>
        new EarlyKprobes(kernel, _places, (KprobeOps)context.Copy<FtraceOps>(_ops), _enabled);
}
