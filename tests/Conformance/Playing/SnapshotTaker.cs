using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Conformance.Scenarios;
using KlpShell.Conformance.Shell.Commands;
using KlpShell.Conformance.Shell.Files;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;
using KlpShell.Core.Sysfs;

namespace KlpShell.Conformance.Playing;

/// <summary>
/// Takes the snapshots of a scenario, part by part in the recording's order. It reads each of the patched files once, as the
/// recordings' program does: probes count those reads.
/// </summary>
internal sealed class SnapshotTaker(Kernel kernel)
{
    private const string Root = "/sys/kernel/livepatch";

    // How much of each file a snapshot keeps.
    private static readonly (string Path, int Length)[] s_reads = [("/proc/cmdline", 60), ("/proc/meminfo", int.MaxValue), ("/proc/version", 30)];
    private static readonly string[] s_target = ["/proc/tgt/value", "/proc/tgt/second", "/proc/tgt/notrace", "/proc/tgt/twin"];

    /// <summary>Takes one.</summary>
    public Snapshot Take()
    {
        Snapshot taken = new();
        try
        {
            taken.Sysfs = [];
            if (kernel.Files.Find(Root, out FileNode? root).Succeeded) Walk(root!, taken.Sysfs);
            taken.Modules = Modules();
            taken.ModuleState = ModuleState();
            taken.Tainted = Number("/proc/sys/kernel/tainted");
            taken.FtraceEnabled = Number("/proc/sys/kernel/ftrace_enabled");
            taken.EnabledFunctions = [.. Read("/sys/kernel/debug/tracing/enabled_functions").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
            if (kernel.Release.Has(Features.Consistency)) taken.MinorityTasks = MinorityTasks();
            taken.Reads = new Dictionary<string, string>(StringComparer.Ordinal);
            if (kernel.Files.Find(s_target[0], out _).Succeeded)
            {
                foreach (string path in s_target)
                {
                    if (kernel.Files.Find(path, out _).Succeeded) taken.Reads[path] = FirstLine(Read(path).Output);
                }
            }

            foreach ((string path, int length) in s_reads)
            {
                if (!kernel.Files.Find(path, out _).Succeeded) continue;
                string line = FirstLine(Read(path).Output);
                if (line.StartsWith("MemTotal", StringComparison.Ordinal)) line = "(original MemTotal)";
                taken.Reads[path] = line[..Math.Min(line.Length, length)];
            }
        }
        catch (ProcessKilledException)
        {
            taken.Killed = true;
        }

        return taken;
    }

    private void Walk(FileNode node, List<SysfsEntry> entries)
    {
        if (node.IsDirectory)
        {
            entries.Add(new SysfsEntry(node.Path, ModeText.Of(node), null, null));
            foreach (FileNode child in node.Children) Walk(child, entries);
            return;
        }

        EntranceResult read = Read(node.Path);
        entries.Add(read.Succeeded
            ? new SysfsEntry(node.Path, ModeText.Of(node), FirstLine(read.Output), null)
            : new SysfsEntry(node.Path, ModeText.Of(node), null, read.Status.Errno.ToString()));
    }

    private List<string> Modules()
    {
        List<string> lines = [];
        foreach (string line in Read("/proc/modules").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)) lines.Add(line);
        return lines;
    }

    private List<string> ModuleState()
    {
        List<string> names = [];
        foreach (Module module in kernel.Modules.All) names.Add(module.Name);
        names.Sort(StringComparer.Ordinal);
        return names.ConvertAll(name =>
            $"/sys/module/{name} initstate={Attribute(name, "initstate")} refcnt={Attribute(name, "refcnt")} taint={Attribute(name, "taint")}");
    }

    // The processes of each side of a transition but the largest; idle tasks are none.
    private List<string> MinorityTasks()
    {
        SortedDictionary<int, List<KernelTask>> sides = [];
        foreach (KernelTask task in kernel.Tasks.All)
        {
            if (task.Kind == TaskKind.Idle) continue;
            int side = kernel.Tasks.PatchStateOf(task.Pid);
            if (!sides.TryGetValue(side, out List<KernelTask>? tasks)) sides.Add(side, tasks = []);
            tasks.Add(task);
        }

        int largest = -1;
        foreach ((int side, List<KernelTask> tasks) in sides)
        {
            if (!sides.TryGetValue(largest, out List<KernelTask>? most) || tasks.Count > most.Count) largest = side;
        }

        List<string> lines = [];
        foreach ((int side, List<KernelTask> tasks) in sides)
        {
            if (side != largest) lines.AddRange(tasks.ConvertAll(task => string.Create(CultureInfo.InvariantCulture, $"{side} {task.Comm} pid={task.Pid}")));
        }

        return lines;
    }

    private string Attribute(string module, string attribute) => FirstLine(Read($"/sys/module/{module}/{attribute}").Output);

    private long Number(string path) => long.Parse(Read(path).Output, CultureInfo.InvariantCulture);

    private EntranceResult Read(string path) => kernel.ReadFile(path).OrThrow();

    private static string FirstLine(string text)
    {
        int end = text.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }
}
