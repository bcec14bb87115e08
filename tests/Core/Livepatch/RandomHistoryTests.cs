using System;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Livepatch.Original;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch;

/// <summary>
/// Seeded histories of operations on the first commit's core. After each the invariants of that era must hold, a model of a few lines must
/// agree on who wins, and a refused operation may change only what the facts allow. A failing history is cut down before it is shown.
/// </summary>
public sealed class RandomHistoryTests
{
    private static readonly string[] s_patches = ["a", "b", "c", "late"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_invariants_hold(int seed)
    {
        Random random = new(seed);
        List<(string Verb, string Subject)> history = [];
        for (int i = 0; i < 80; i++) history.Add(Choose(random));
        string? problem = Play(history);
        if (problem is null) return;
        for (int i = history.Count - 1; i >= 0; i--)
        {
            List<(string, string)> shorter = [.. history];
            shorter.RemoveAt(i);
            if (Play(shorter) is { } still) (history, problem) = (shorter, still);
        }

        Assert.Fail($"seed {seed}: {problem}\nafter: {string.Join("; ", history.Select(static step => step.Verb + " " + step.Subject))}");
    }

    private static (string Verb, string Subject) Choose(Random random)
    {
        string[] verbs = ["load", "load", "unload", "register", "enable", "enable", "disable", "unregister", "write1", "write0", "writeX", "target", "untarget", "ftrace0", "ftrace1", "probe", "step"];
        return (verbs[random.Next(verbs.Length)], s_patches[random.Next(s_patches.Length)]);
    }

    private static string? Play(List<(string Verb, string Subject)> history)
    {
        Kernel kernel = TestKernel.Boot();
        List<string> winners = [];
        TaintFlags taints = kernel.Taints;
        foreach ((string verb, string subject) in history)
        {
            // Registering again after unregistering corrupts memory: what a kernel does from there on is chance.
            if (verb == "register" && kernel.Modules.Find(subject)?.Patches[0] is { Kobject.Initialized: true }) continue;
            Kernel before = kernel.Clone();
            Status status = Do(kernel, verb, subject);
            Track(winners, kernel, before);
            string? problem = Broken(kernel, winners);
            if (problem is null && (kernel.Taints & taints) != taints) problem = "taint fell";
            if (problem is null && verb == "writeX" && StateText.Difference(StateText.Of(before, false), StateText.Of(kernel, false)).Length != 0) problem = "a refused write changed something";
            if (problem is not null) return $"{problem}, at '{verb} {subject}' ({status})";
            taints = kernel.Taints;
        }

        string[] difference = StateText.Difference(StateText.Of(kernel), StateText.Of(kernel.Clone()));
        return difference.Length == 0 ? null : "a clone differs: " + string.Join(" | ", difference);
    }

    private static Status Do(Kernel kernel, string verb, string subject)
    {
        string file = $"/sys/kernel/livepatch/{subject}/enabled";
        KlpPatch? patch = kernel.Modules.Find(subject)?.Patches[0];
        return verb switch
        {
            "load" => kernel.LoadModule(Definition(subject)).Status,
            "unload" => kernel.UnloadModule(subject).Status,
            "register" => kernel.Livepatch.Register(patch, kernel.Shell),
            "enable" => kernel.Livepatch.Enable(patch, kernel.Shell),
            "disable" => kernel.Livepatch.Disable(patch, kernel.Shell),
            "unregister" => kernel.Livepatch.Unregister(patch, kernel.Shell),
            "write1" => kernel.WriteFile(file, "1\n").Status,
            "write0" => kernel.WriteFile(file, "0\n").Status,
            "writeX" => kernel.WriteFile(file, "2\n").Status,
            "target" => kernel.LoadModule(TestKernel.Target).Status,
            "untarget" => kernel.UnloadModule("tgt_mod").Status,
            "ftrace0" => kernel.WriteFile("/proc/sys/kernel/ftrace_enabled", "0\n").Status,
            "ftrace1" => kernel.WriteFile("/proc/sys/kernel/ftrace_enabled", "1\n").Status,
            "probe" => kernel.Kprobes.Register(new Kprobe("cmdline_proc_show", KprobeKind.Pre)),
            _ => kernel.Step(TimeSpan.FromSeconds(1)).Status,
        };
    }

    private static ModuleDefinition Definition(string name) => name switch
    {
        "late" => Patches.Idle(name, Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text"), Patches.Func("tgt_second", "new_text"))),
        "c" => Patches.Idle(name, Patches.Vmlinux(Patches.Func("cmdline_proc_show"), Patches.Func("jiffies"))),
        _ => Patches.Idle(name, Patches.Vmlinux(Patches.Func("cmdline_proc_show"), Patches.Func("version_proc_show"))),
    };

    // The model: patches of cmdline_proc_show in the order in which they were enabled; the first wins.
    private static void Track(List<string> winners, Kernel kernel, Kernel before)
    {
        foreach (string name in s_patches.Where(static name => name != "late"))
        {
            bool was = IsEnabled(before, name);
            bool now = IsEnabled(kernel, name);
            if (was && !now) winners.Remove(name);
            if (!was && now) winners.Add(name);
        }
    }

    private static bool IsEnabled(Kernel kernel, string name) => kernel.Modules.Find(name)?.Patches[0].State == KlpState.Enabled;

    private static string? Broken(Kernel kernel, List<string> winners)
    {
        string expected = winners.Count > 0 && kernel.Ftrace.Enabled != 0 ? winners[0] + ": patched\n" : "quiet\n";
        if (Patches.Cmdline(kernel) != expected) return $"the wrong function runs: {Patches.Cmdline(kernel).Trim()} instead of {expected.Trim()}";
        foreach (Module module in kernel.Modules.All)
        {
            foreach (KlpPatch patch in module.Patches)
            {
                bool registered = kernel.Livepatch.Patches.Contains(patch);
                if (registered && module.RefCount != 1) return $"{patch.Name} is registered, but its module has {module.RefCount} references";
                if (registered != kernel.Files.Find($"/sys/kernel/livepatch/{patch.Name}", out _).Succeeded) return $"sysfs and the list disagree on {patch.Name}";
                if (registered && kernel.ReadFile($"/sys/kernel/livepatch/{patch.Name}/enabled").Output != (int)patch.State + "\n") return $"enabled of {patch.Name} lies";
                foreach (KlpFunc func in patch.Objects.SelectMany(static obj => obj.Functions))
                {
                    bool hooked = ((OriginalFunc)func).Ops is { IsRegistered: true };
                    if (hooked != (func.State == KlpState.Enabled)) return $"{patch.Name}/{func.OldName} is {func.State}, but hooked is {hooked}";
                }
            }
        }

        return BrokenText(kernel);
    }

    private static string? BrokenText(Kernel kernel)
    {
        foreach (FtraceRecord record in kernel.Ftrace.Records)
        {
            int users = kernel.Ftrace.Ops.Count(ops => ops.Filter.Contains(record.Ip));
            if (users != record.Count) return $"a record counts {record.Count} users, there are {users}";
            bool called = kernel.Ftrace.Text.CallTarget(record.Ip) != 0;
            if (called != (kernel.Ftrace.Enabled != 0 && users > 0)) return "the entry bytes disagree with the users";
        }

        return null;
    }
}
