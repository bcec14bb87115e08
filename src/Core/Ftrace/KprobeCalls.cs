using System;
using System.Collections.Generic;
using KlpShell.Core.Execution;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Ftrace;

/// <summary>What kprobes export to modules (kernel/kprobes.c): the argument is the number of the probe in the calling module, the value what the call returns.</summary>
public static class KprobeCalls
{
    /// <summary>The init of a module that has probes and says nothing else: each is registered, and where one is refused the others are taken back (samples/kprobes/kprobe_example.c, register_kprobes).</summary>
    public static Body RegisterAll(IReadOnlyList<KprobeDefinition> probes)
    {
        List<Step> steps = [];
        for (int i = 0; i < probes.Count; i++)
        {
            steps.Add(new CallStep(Call("register", probes[i].Kind), i, 0));
            steps.Add(new BranchStep(Operand.Local(0), steps.Count + i + 2));
            for (int back = i - 1; back >= 0; back--) steps.Add(new CallStep(Call("unregister", probes[back].Kind), back));
            steps.Add(new ReturnStep(Operand.Local(0)));
        }

        steps.Add(new ReturnStep(0));
        return new Body([.. steps]);
    }

    /// <summary>The exit of such a module: each is unregistered.</summary>
    public static Body UnregisterAll(IReadOnlyList<KprobeDefinition> probes)
    {
        List<Step> steps = [];
        for (int i = 0; i < probes.Count; i++) steps.Add(new CallStep(Call("unregister", probes[i].Kind), i));
        return new Body([.. steps]);
    }

    /// <summary>The calls, with those for jprobes, which went in 4.15.</summary>
    /// <param name="jprobes">True where the release has jprobes.</param>
    internal static IEnumerable<KeyValuePair<string, NativeFunction>> Natives(bool jprobes)
    {
        foreach ((string name, Predicate<KprobeKind> takes) in new (string, Predicate<KprobeKind>)[]
        {
            ("kprobe", static kind => kind is KprobeKind.Pre or KprobeKind.Post), ("kretprobe", static kind => kind == KprobeKind.Return), ("jprobe", static kind => kind == KprobeKind.Jump),
        })
        {
            if (name == "jprobe" && !jprobes) continue;
            yield return new("register_" + name, (kernel, task, module, argument) => Register(kernel, task, module, argument, takes));
            yield return new("unregister_" + name, (kernel, task, module, argument) => Unregister(kernel, task, module, argument));
        }
    }

    private static string Call(string what, KprobeKind kind) => what + "_" + (kind switch { KprobeKind.Return => "kretprobe", KprobeKind.Jump => "jprobe", _ => "kprobe" });

    // A probe that is registered already is refused (check_kprobe_rereg).
    private static Value Register(Kernel kernel, KernelTask task, string? module, Value argument, Predicate<KprobeKind> takes)
    {
        if (Definition(kernel, module, argument) is not { } definition || !takes(definition.Kind) || Find(kernel, module!, argument.Number) is not null) return -(long)Errno.EINVAL;
        Status status = kernel.Kprobes.Register(new Kprobe(definition.SymbolName, definition.Kind) { Owner = module, Number = (int)argument.Number }, task);
        if (!status.Succeeded) kernel.Livepatch.LastRefusal = status;
        return status.ReturnValue;
    }

    private static Value Unregister(Kernel kernel, KernelTask task, string? module, Value argument)
    {
        if (module is not null && Find(kernel, module, argument.Number) is { } probe) kernel.Kprobes.Unregister(probe, task);
        return 0;
    }

    private static KprobeDefinition? Definition(Kernel kernel, string? module, Value argument) =>
        module is not null && kernel.Modules.Find(module)?.Definition.Kprobes is { } probes && argument.Number >= 0 && argument.Number < probes.Length ? probes[(int)argument.Number] : null;

    private static Kprobe? Find(Kernel kernel, string module, long number)
    {
        foreach (Kprobe probe in kernel.Kprobes.Probes)
        {
            if (probe.Owner == module && probe.Number == number) return probe;
        }

        return null;
    }
}
