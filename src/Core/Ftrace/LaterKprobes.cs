using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Ftrace;

/// <summary>
/// Kprobes of later kernels: only a probe with a post_handler claims the right to change the instruction pointer, and a probe that
/// ftrace will not hook is refused.
/// </summary>
internal sealed class LaterKprobes : KprobeCore, IModuleNotifier
{
    private readonly KprobeOps _plain;
    private readonly KprobeOps _modifying;

    public LaterKprobes(Kernel kernel)
        : this(kernel, new KprobeOps(FtraceOpsFlags.SaveRegs), new KprobeOps(FtraceOpsFlags.SaveRegs | FtraceOpsFlags.IpModify))
    {
    }

    private LaterKprobes(Kernel kernel, KprobeOps plain, KprobeOps modifying)
        : base(kernel)
    {
        _plain = plain;
        _modifying = modifying;
    }

    /// <inheritdoc/>
    public override IEnumerable<Kprobe> Probes => _plain.Probes.Concat(_modifying.Probes);

    /// <inheritdoc/>
    public override void Unregister(Kprobe probe, KernelTask? task = null)
    {
        if (Ops(probe).Probes.Remove(probe) && !probe.Gone) Disarm(probe);
    }

    /// <inheritdoc/>
    int IModuleNotifier.Priority => 0;

    /// <summary>
    /// The probes in a module that goes are disarmed, and dead from then on (kprobes_module_callback, kill_kprobe); those of events
    /// are made anew when it comes back (trace_kprobe_module_callback).
    /// </summary>
    Status IModuleNotifier.ModuleChanged(Kernel kernel, Module module, KernelTask task)
    {
        if (module.State == ModuleState.Coming) Kernel.Tracing.ModuleComes(module, task);
        if (module.State != ModuleState.Going) return Status.Ok;
        foreach (Kprobe probe in (List<Kprobe>)[.. Probes])
        {
            if (!module.Contains(probe.Address) || probe.Gone) continue;
            probe.Gone = true;
            Disarm(probe);
        }

        return Status.Ok;
    }

    private void Disarm(Kprobe probe)
    {
        KprobeOps ops = Ops(probe);
        if (ops.HasProbeAt(probe.Address) || !Armed) return;
        if (ops.Probes.TrueForAll(static each => each.Gone)) Kernel.Ftrace.Unregister(ops);
        Kernel.Ftrace.SetFilterIp(ops, probe.Address, remove: true);
    }

    private protected override Status Arm(Kprobe probe, KernelTask task)
    {
        // register_jprobe went in 4.15.
        if (probe.Kind == KprobeKind.Jump) return Status.Refused(Errno.ENOENT, Refusal.NotInThisRelease, "register_jprobe");
        KprobeOps ops = Ops(probe);
        if (Armed && !ops.HasProbeAt(probe.Address))
        {
            Status status = Kernel.Ftrace.SetFilterIp(ops, probe.Address);
            if (status.Succeeded && !ops.IsRegistered)
            {
                status = Kernel.Ftrace.Register(ops);
                if (!status.Succeeded) Kernel.Ftrace.SetFilterIp(ops, probe.Address, remove: true);
            }

            if (!status.Succeeded) return status with { Subject = probe.Symbol };
        }

        ops.Probes.Add(probe);
        return Status.Ok;
    }

    private KprobeOps Ops(Kprobe probe) => probe.Kind == KprobeKind.Post ? _modifying : _plain;

    internal override KprobeCore Clone(Kernel kernel, CloneContext context) =>
        new LaterKprobes(kernel, (KprobeOps)context.Copy<FtraceOps>(_plain), (KprobeOps)context.Copy<FtraceOps>(_modifying)) { Armed = Armed };
}
