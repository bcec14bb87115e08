using System.Collections.Generic;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Ftrace;

/// <summary>
/// The one ftrace user behind all kprobes of a kernel (kprobe_ftrace_ops, kernel/kprobes.c). In these releases it claims
/// the right to change the instruction pointer, whatever the probes do.
/// </summary>
internal sealed class KprobeOps() : FtraceOps(FtraceOpsFlags.SaveRegs | FtraceOpsFlags.IpModify)
{
    private List<Kprobe> _probes = [];

    /// <inheritdoc/>
    public override string Owner => "kprobes";

    /// <summary>The armed probes.</summary>
    public List<Kprobe> Probes => _probes;

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
