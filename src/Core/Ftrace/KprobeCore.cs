using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Ftrace;

/// <summary>The kprobes of a kernel that sit on functions (kernel/kprobes.c, ftrace-based).</summary>
public abstract class KprobeCore
{
    private protected KprobeCore(Kernel kernel) => Kernel = kernel;

    /// <summary>The kernel.</summary>
    private protected Kernel Kernel { get; }

    /// <summary>The probes that are registered.</summary>
    public abstract IEnumerable<Kprobe> Probes { get; }

    /// <summary>Arms a probe (register_kprobe and its kin).</summary>
    /// <param name="probe">The probe.</param>
    /// <param name="task">The task that does it; the shell when null.</param>
    /// <returns>-ENOENT where no function of that name is known, -EINVAL where ftrace can't trace it: probes that sit on a breakpoint aren't simulated; in later releases -EBUSY where it may not be hooked.</returns>
    public Status Register(Kprobe probe, KernelTask? task = null)
    {
        ulong address = AddressOf(probe.Symbol, probe.Module);
        if (address == 0) return Status.Refused(Errno.ENOENT, Refusal.FunctionNotFound, probe.Symbol);
        if (Kernel.Ftrace.Location(address) == 0) return Status.Refused(Errno.EINVAL, Refusal.FunctionNotTraceable, probe.Symbol);
        probe.Address = address;
        return Arm(probe, task ?? Kernel.Shell);
    }

    /// <summary>Where a function lies that a probe names; 0 where there is none.</summary>
    internal ulong AddressOf(string function, string? module)
    {
        if (module is null) return Kernel.Symbols.AddressOf(function);
        foreach (Symbol symbol in Kernel.Symbols.Find(function))
        {
            if (symbol.Module == module) return symbol.Address;
        }

        return 0;
    }

    /// <summary>The memory of a module is freed: where a probe of its own is registered still, the kernel goes on calling it there.</summary>
    internal void OwnerFreed(Module module)
    {
        if (module.Definition.Kprobes.IsEmpty) return;
        foreach (Kprobe probe in Probes)
        {
            if (probe.Owner == module.Name) Kernel.Corrupted = true;
        }
    }

    /// <summary>False while all probes are disarmed by debugfs (kprobes_all_disarmed).</summary>
    public bool Armed { get; private protected set; } = true;

    /// <summary>Arms or disarms all probes (arm_all_kprobes, disarm_all_kprobes); logged where there are any.</summary>
    internal void SetArmed(bool armed, KernelTask task)
    {
        if (armed == Armed) return;
        List<Kprobe> probes = [.. Probes.Where(static probe => !probe.Gone)];
        foreach (Kprobe probe in probes) Unregister(probe, task);
        Armed = armed;
        foreach (Kprobe probe in probes) Arm(probe, task);
        Kernel.Log.Write(LogLevel.Information, $"kprobes: Kprobes globally {(armed ? "enabled" : "disabled")}");
    }

    /// <summary>Disarms a probe (unregister_kprobe and its kin).</summary>
    public abstract void Unregister(Kprobe probe, KernelTask? task = null);

    /// <summary>arm_kprobe_ftrace.</summary>
    private protected abstract Status Arm(Kprobe probe, KernelTask task);

    internal abstract KprobeCore Clone(Kernel kernel, CloneContext context);
}
