using System;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Faults;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;
using KlpShell.Core.Sysfs;

namespace KlpShell.Histories.Playing;

/// <summary>All that can be told about a kernel but its log and its time, in a fixed order.</summary>
internal static class Facts
{
    /// <summary>The facts of a kernel. Looking changes nothing.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="files">True for the files in sysfs as well.</param>
    public static List<Fact> Of(Kernel kernel, bool files = false)
    {
        List<Fact> facts = new(256)
        {
            new("taint", "", "", (long)kernel.Taints, 0),
            new("kernel", "", "", kernel.Corrupted ? 1 : 0, kernel.Livepatch.MutexOwner ?? -1),
            new("ftrace", "", "", kernel.Ftrace.Enabled, kernel.MixedExecutions.Count),
        };
        if (kernel.Livepatch.CurrentTransition is { } transition) facts.Add(new("transition", transition.Patch.Name, "", transition.Patching ? 1 : 0, transition.Tries));
        foreach (Module module in kernel.Modules.All) AddModule(facts, module);
        foreach (KlpPatch patch in kernel.Livepatch.Patches) facts.Add(new("listed", patch.Name, "", 0, 0));
        foreach (FtraceOps ops in kernel.Ftrace.Ops) facts.Add(new("ops", ops.Owner, "", (long)ops.Trampoline, Hash(ops.Filter)));
        foreach (FtraceRecord record in kernel.Ftrace.Records)
        {
            int flags = (record.IsEnabled ? 1 : 0) | (record.SaveRegs ? 2 : 0) | (record.IpModify ? 4 : 0) | record.Count << 4;
            facts.Add(new("record", "", "", (long)record.Ip, flags));
            facts.Add(new("text", "", "", (long)record.Ip, (long)kernel.Ftrace.Text.Read(record.Ip)));
        }

        foreach (FaultState fault in kernel.InjectedFaults) facts.Add(new("fault", "", FaultPoints.NameOf(fault.Fault.Point), fault.Calls, fault.Struck));
        foreach (Kprobe probe in kernel.Kprobes.Probes) facts.Add(new("probe", probe.Symbol, "", (int)probe.Kind, 0));
        foreach (KernelTask task in kernel.Tasks.All)
        {
            facts.Add(new("task", task.Comm, "", task.Pid, (int)task.State | task.Depth << 8));
            facts.Add(new("side", task.Comm, "", task.Pid, kernel.Tasks.PatchStateOf(task.Pid) + (kernel.Tasks.IsPending(task.Pid) ? 10 : 0)));
        }

        if (kernel.Livepatch.Shadow is { } shadow)
        {
            foreach (((ulong obj, ulong id), Value value) in shadow.All) facts.Add(new("shadow", "", "", (long)(obj ^ id), value.Number));
        }

        if (!files) return facts;
        if (kernel.Files.Find("/sys/kernel/livepatch", out FileNode? root).Succeeded) AddFiles(facts, root!, 0);
        if (kernel.Files.Find("/sys/module", out FileNode? modules).Succeeded) AddFiles(facts, modules!, 0);
        return facts;
    }

    /// <summary>The facts of the first that the second hasn't got, behind a minus, and the other way, behind a plus.</summary>
    public static List<(char Sign, Fact Fact)> Difference(List<Fact> before, List<Fact> after)
    {
        List<(char Sign, Fact Fact)> difference = [];
        if (AreEqual(before, after)) return difference;
        Dictionary<Fact, int> counts = [];
        foreach (Fact fact in before) counts[fact] = counts.GetValueOrDefault(fact) + 1;
        foreach (Fact fact in after) counts[fact] = counts.GetValueOrDefault(fact) - 1;
        foreach ((Fact fact, int count) in counts)
        {
            if (count != 0) difference.Add((count > 0 ? '-' : '+', fact));
        }

        return difference;
    }

    // Most names are the same objects in both.
    private static bool AreEqual(List<Fact> before, List<Fact> after)
    {
        if (before.Count != after.Count) return false;
        for (int i = 0; i < before.Count; i++)
        {
            Fact a = before[i];
            Fact b = after[i];
            if (a.A != b.A || a.B != b.B || !string.Equals(a.Kind, b.Kind, StringComparison.Ordinal) || !string.Equals(a.Name, b.Name, StringComparison.Ordinal) || !string.Equals(a.Owner, b.Owner, StringComparison.Ordinal)) return false;
        }

        return true;
    }

    private static void AddModule(List<Fact> facts, Module module)
    {
        facts.Add(new("module", module.Name, "", (int)module.State, module.RefCount));
        facts.Add(new("memory", module.Name, "", (long)module.Base, (long)module.Taints));
        foreach (VariableDefinition variable in module.Definition.Variables)
        {
            ulong address = module.Layout.AddressOf(variable.Name);
            facts.Add(new("word", module.Name, variable.Name, (long)address, (long)module.ReadWord(address)));
        }

        foreach (KlpPatch patch in module.Patches)
        {
            facts.Add(new("patch", patch.Name, "", (int)patch.State, (patch.Freed ? 1 : 0) | (patch.Forced ? 2 : 0)));
            foreach (KlpObject obj in patch.Objects)
            {
                facts.Add(new("object", patch.Name, obj.DisplayName(), (int)obj.State, (long)(obj.Module?.Base ?? 0)));
                foreach (KlpFunc func in obj.Functions) facts.Add(new("func", patch.Name, func.OldName, (int)func.State, (long)func.OldAddress));
            }
        }
    }

    private static void AddFiles(List<Fact> facts, FileNode node, int depth)
    {
        foreach (FileNode child in node.Children)
        {
            facts.Add(new("file", "", child.Name, child.Mode, depth));
            if (child.IsDirectory) AddFiles(facts, child, depth + 1);
        }
    }

    private static long Hash(IReadOnlyList<ulong> filter)
    {
        ulong hash = 17;
        for (int i = 0; i < filter.Count; i++) hash = hash * 31 + filter[i];
        return (long)hash;
    }
}
