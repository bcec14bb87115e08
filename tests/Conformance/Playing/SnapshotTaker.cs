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
/// <param name="kernel">The kernel.</param>
/// <param name="later">True for the program of the later recordings, which looks at other files and at the tasks.</param>
internal sealed class SnapshotTaker(Kernel kernel, bool later)
{
    private const string Root = "/sys/kernel/livepatch";

    private const string MemoryInfo = "/proc/meminfo";
    private const string OriginalMemoryInfo = "MemTotal";

    private static readonly string[] s_modules = ["lp_", "tgt_", "ipm_", "test_klp", "livepatch"];
    private static readonly string[] s_target = ["/proc/tgt/value", "/proc/tgt/second", "/proc/tgt/notrace", "/proc/tgt/twin"];
    private static readonly string[] s_laterTarget = ["/proc/tgt/value", "/proc/tgt/second", "/proc/tgt/twin"];

    // How much of each file a snapshot keeps.
    private static readonly (string Path, int Length)[] s_reads = [("/proc/cmdline", 60), ("/proc/version", 30)];
    private static readonly (string Path, int Length)[] s_laterReads = [("/proc/cmdline", 60), (MemoryInfo, int.MaxValue), ("/proc/version", 30)];

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
            taken.EnabledFunctions = [.. Read(later ? "/sys/kernel/tracing/enabled_functions" : "/sys/kernel/debug/tracing/enabled_functions").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
            if (later) Tasks(taken);
            taken.Reads = new Dictionary<string, string>(StringComparer.Ordinal);
            if (kernel.Files.Find(s_target[0], out _).Succeeded)
            {
                foreach (string path in later ? s_laterTarget : s_target) taken.Reads[path] = FirstLine(Read(path).Output);
            }

            foreach ((string path, int length) in later ? s_laterReads : s_reads)
            {
                string line = FirstLine(Read(path).Output);
                if (path == MemoryInfo && line.StartsWith(OriginalMemoryInfo, StringComparison.Ordinal)) line = "(original MemTotal)";
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
        foreach (string line in Read("/proc/modules").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (IsMeant(line)) lines.Add(line);
        }

        return lines;
    }

    private bool IsMeant(string module) => !later || Array.Exists(s_modules, start => module.StartsWith(start, StringComparison.Ordinal));

    // Idle tasks have no directory under /proc.
    private void Tasks(Snapshot taken)
    {
        Dictionary<string, long> counts = new(StringComparer.Ordinal) { ["-1"] = 0, ["0"] = 0, ["1"] = 0 };
        List<(string State, KernelTask Task)> all = [];
        foreach (KernelTask task in kernel.Tasks.All)
        {
            if (task.Kind == TaskKind.Idle || task.State == TaskState.Dead) continue;
            string state = kernel.Tasks.PatchStateOf(task.Pid).ToString(CultureInfo.InvariantCulture);
            counts[state]++;
            taken.Processes.Add(Comparing.TextRules.CommonName(task.Comm));
            all.Add((state, task));
        }

        string most = "-1";
        foreach ((string state, long count) in counts)
        {
            if (count > counts[most]) most = state;
        }

        taken.PatchState = counts;
        taken.MinorityTasks = [];
        foreach ((string state, KernelTask task) in all)
        {
            if (state != most) taken.MinorityTasks.Add(string.Create(CultureInfo.InvariantCulture, $"{state} {task.Comm} pid={task.Pid}"));
        }
    }

    private List<string> ModuleState()
    {
        List<string> names = [];
        foreach (Module module in kernel.Modules.All)
        {
            if (IsMeant(module.Name)) names.Add(module.Name);
        }

        names.Sort(StringComparer.Ordinal);
        return names.ConvertAll(name =>
            $"/sys/module/{name} initstate={Attribute(name, "initstate")} refcnt={Attribute(name, "refcnt")} taint={Attribute(name, "taint")}");
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
