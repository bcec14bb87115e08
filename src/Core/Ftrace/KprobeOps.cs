using System.Collections.Generic;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Ftrace;

/// <summary>The ftrace user behind the kprobes of a kernel (kprobe_ftrace_ops, kprobe_ipmodify_ops, kernel/kprobes.c).</summary>
internal sealed class KprobeOps(FtraceOpsFlags flags) : FtraceOps(flags)
{
    private List<Kprobe> _probes = [];

    /// <inheritdoc/>
    public override string Owner => "kprobes";

    /// <inheritdoc/>
    public override string HandlerSymbol => "kprobe_ftrace_handler";

    /// <summary>The armed probes.</summary>
    public List<Kprobe> Probes => _probes;

    /// <summary>True when a probe sits on an address.</summary>
    public bool HasProbeAt(ulong address) => _probes.Exists(probe => probe.Address == address && !probe.Gone);

    /// <inheritdoc/>
    public override void Handle(ref FtraceRegs regs)
    {
        foreach (Kprobe probe in _probes)
        {
            if (probe.Address != regs.Called) continue;
            probe.Hits++;
            if (probe.Kind != KprobeKind.Jump) continue;

            // A jprobe returns through its saved registers, to the function that was called: what an earlier handler decided is lost.
            regs.Ip = regs.Called;
            regs.Diverted = true;
        }
    }

    private protected override void CloneOwner(FtraceOps origin, CloneContext context)
    {
        _probes = [];
        foreach (Kprobe probe in ((KprobeOps)origin)._probes) _probes.Add(context.Copy(probe));
    }
}
