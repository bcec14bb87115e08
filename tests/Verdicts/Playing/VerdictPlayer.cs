using System;
using System.IO;
using System.Linq;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Verdicts.Records;

namespace KlpShell.Verdicts.Playing;

/// <summary>Plays a record in a simulated kernel of its own, and finds the first difference.</summary>
public sealed class VerdictPlayer(VerdictFolder folder)
{
    private const string Control = "/sys/kernel/debug/dynamic_debug/control";

    private readonly Kernel _booted = Boot(folder.Definition);

    /// <summary>Plays a record.</summary>
    /// <returns>The first difference; null where there is none.</returns>
    public Difference? Play(Verdict verdict)
    {
        try
        {
            Kernel kernel = Prepare(verdict);
            return Play(verdict, kernel);
        }
        catch (InvalidDataException unknown)
        {
            return new Difference("command", verdict.Command, unknown.Message);
        }
    }

    private Difference? Play(Verdict verdict, Kernel kernel, Commands commands, Comparer comparer)
    {
        Snapshot snapshot = new(kernel);
        foreach (string setup in verdict.Setup)
        {
            Observed ready = commands.Run(setup);
            if (ready.Exit != 0) return new Difference($"setup {setup}", "0", $"{ready.Exit} {string.Join("; ", ready.Output)}");
        }

        if (verdict.TaintedBefore is { } before && before != (long)kernel.Taints) return new Difference("tainted before", $"{before}", $"{(long)kernel.Taints}");
        Difference? difference = Step(verdict, verdict, kernel, commands, comparer, snapshot, "");
        if (difference is not null) return difference;
        foreach (RecordedStep after in verdict.After)
        {
            difference = Step(verdict, after, kernel, commands, comparer, snapshot, $"after, {after.Command}: ");
            if (difference is not null) return difference;
        }

        int number = 0;
        foreach (RecordedStep late in verdict.Late?.Steps ?? [])
        {
            difference = Step(verdict, late, kernel, commands, comparer, snapshot, $"late step {++number}, {late.Command}: ");
            if (difference is not null) return difference;
        }

        return null;
    }

    private Difference? Step(Verdict verdict, RecordedStep step, Kernel kernel, Commands commands, Comparer comparer, Snapshot snapshot, string where)
    {
        Observed observed = commands.Run(step.Command);
        Difference? difference = Comparer.Command(step, observed, commands.WentOpaque) ?? comparer.Log("dmesg", step.Dmesg, observed.Log) ?? comparer.State(step, snapshot, folder.Module(verdict.File)!);
        if (difference is null && step.TaintedAfter is { } taints && taints != (long)kernel.Taints) difference = new Difference("tainted after", $"{taints}", $"{(long)kernel.Taints}");
        return difference is null ? null : difference with { Where = where + difference.Where };
    }

    private static Kernel Boot(KernelDefinition definition)
    {
        Kernel kernel = Kernel.Boot(definition);
        kernel.WriteFile(Control, "file kernel/livepatch/* +p\n");
        kernel.WriteFile(Control, "func klp_try_switch_task -p\n");
        kernel.IdleCpusLag = false;
        return kernel;
    }

    private Difference? Play(Verdict verdict, Kernel kernel) => Play(verdict, kernel, new Commands(kernel, folder), new Comparer());

    // What earlier loads of the same boot have left: the taint, and the lines that a kernel prints once.
    private Kernel Prepare(Verdict verdict)
    {
        Kernel kernel = _booted.Clone();
        if (verdict.FreshBoot) return kernel;
        TaintFlags left = (TaintFlags)(verdict.TaintedBefore ?? 0);
        if (Printed(verdict, "loading out-of-tree module taints kernel")) left &= ~TaintFlags.OutOfTreeModule;
        if (Printed(verdict, "module verification failed")) left &= ~TaintFlags.UnsignedModule;
        if (Printed(verdict, "tainting kernel with TAINT_LIVEPATCH")) left &= ~TaintFlags.Livepatch;
        kernel.AddTaint(left);
        if ((left & TaintFlags.Livepatch) != 0) kernel.Log.Silence("module_livepatch");
        if ((left & TaintFlags.UnsignedModule) != 0) kernel.Log.Silence("module_signature");
        if ((left & (TaintFlags.ProprietaryModule | TaintFlags.ForcedModule)) != 0) kernel.Log.Silence(Kernel.LockDebuggingOff);
        return kernel;
    }

    private static bool Printed(Verdict verdict, string text) => verdict.SetupDmesg.Any(line => line.Text.Contains(text, StringComparison.Ordinal));
}
