using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Sysfs;

/// <summary>The files of tracefs that make kprobe events and turn them on (kernel/trace/trace_kprobe.c, trace_events.c), and the list of kprobes in debugfs (kernel/kprobes.c).</summary>
internal static class KprobeEventFiles
{
    private const int Mode = 0x1A0;
    private const string Kprobes = "events/kprobes";

    // hash_ptr with the 6 bits of kprobe_table (include/linux/hash.h).
    private const ulong HashFactor = 0x61C8864680B583EB;
    private const int HashShift = 64 - 6;

    private static readonly FileOperations s_enable = new(
        static (kernel, node, _, output) => Say(output, kernel.Tracing.IsEventOn((string)node.Subject!) ? "1" : "0"),
        static (kernel, node, task, data) => KernelString.TryParseBool(data) is { } on
            ? kernel.Tracing.SetEvent((string)node.Subject!, on, task)
            : Status.Refused(Errno.EINVAL, Refusal.ValueNotAccepted, node.Path));

    private static readonly FileOperations s_enableAll = new(ShowAll, StoreAll);

    /// <summary>Adds kprobe_events and kprobe_profile to the place where tracefs is mounted.</summary>
    public static void AddTo(FileNode tracing)
    {
        tracing.AddFile("kprobe_events", Mode, new FileOperations(Show, Store) { Truncate = Clear });
        tracing.AddFile("kprobe_profile", 0x120, new FileOperations(ShowProfile));
    }

    /// <summary>Adds the list of kprobes.</summary>
    public static void AddList(FileNode kprobes) => kprobes.AddFile("list", 0x100, new FileOperations(ShowList));

    /// <summary>Adds the file that disarms them all.</summary>
    public static void AddSwitch(FileNode kprobes) => kprobes.AddFile("enabled", 0x180, new FileOperations(
        static (kernel, _, _, output) => Say(output, kernel.Kprobes.Armed ? "1" : "0"),
        static (kernel, node, task, data) =>
        {
            if (KernelString.TryParseBool(data) is not { } armed) return Status.Refused(Errno.EINVAL, Refusal.ValueNotAccepted, node.Path);
            kernel.Kprobes.SetArmed(armed, task);
            return Status.Ok;
        }));

    private static Status Show(Kernel kernel, FileNode node, KernelTask task, StringBuilder output)
    {
        foreach (KprobeEvent each in kernel.Tracing.Events)
        {
            // A return event tells how many calls at once it can follow.
            string kind = each.Returns ? $"r{(kernel.Definition.Cpus * 2 > 10 ? kernel.Definition.Cpus * 2 : 10).ToString(CultureInfo.InvariantCulture)}" : "p";
            output.Append(kind).Append(":kprobes/").Append(each.Name).Append(' ').Append(each.Symbol).Append('\n');
        }

        return Status.Ok;
    }

    // Opened to be written anew: all events go, or none while one is on (probes_open).
    private static Status Clear(Kernel kernel, FileNode node, KernelTask task)
    {
        Status status = kernel.Tracing.ClearEvents();
        if (status.Succeeded) Each(kernel, static tracing => tracing.Child("events")?.Child("kprobes")?.Remove());
        return status;
    }

    // A command a line; the first that fails ends it, and what came before stays.
    private static Status Store(Kernel kernel, FileNode node, KernelTask task, string data)
    {
        foreach (string line in data.Split('\n'))
        {
            string[] words = line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0) continue;
            Status status = words[0][0] switch
            {
                '-' => Remove(kernel, words[0]),
                'p' or 'r' when words.Length > 1 => Add(kernel, words),
                _ => Status.Refused(Errno.EINVAL, Refusal.ValueNotAccepted, node.Path),
            };
            if (!status.Succeeded) return status;
        }

        return Status.Ok;
    }

    private static Status Add(Kernel kernel, string[] words)
    {
        bool returns = words[0][0] == 'r';
        string symbol = words[1].EndsWith("+0", StringComparison.Ordinal) ? words[1][..^2] : words[1];
        string name = words[0].Contains(':', StringComparison.Ordinal) ? NameIn(words[0]) : $"{words[0][0]}_{symbol}_0";
        Status status = kernel.Tracing.AddEvent(new KprobeEvent(name, symbol, returns));
        if (!status.Succeeded) return status;
        Each(kernel, tracing =>
        {
            FileNode directory = kernel.Files.Directory($"{tracing.Path}/{Kprobes}");
            if (directory.Child("enable") is null) directory.AddFile("enable", Mode, s_enableAll);
            directory.AddDirectory(name).AddFile("enable", Mode, s_enable, name);
        });
        return Status.Ok;
    }

    private static Status Remove(Kernel kernel, string word)
    {
        string name = NameIn(word);
        Status status = kernel.Tracing.RemoveEvent(name);
        if (!status.Succeeded) return status;
        Each(kernel, tracing =>
        {
            FileNode? directory = tracing.Child("events")?.Child("kprobes");
            directory?.Child(name)?.Remove();
            if (kernel.Tracing.Events.Count == 0) directory?.Remove();
        });
        return Status.Ok;
    }

    private static Status ShowAll(Kernel kernel, FileNode node, KernelTask task, StringBuilder output)
    {
        int on = 0;
        foreach (KprobeEvent each in kernel.Tracing.Events) on += kernel.Tracing.IsEventOn(each.Name) ? 1 : 0;
        return Say(output, on == 0 ? "0" : on == kernel.Tracing.Events.Count ? "1" : "X");
    }

    // Newest first, as they stand in the list of events.
    private static Status StoreAll(Kernel kernel, FileNode node, KernelTask task, string data)
    {
        if (KernelString.TryParseBool(data) is not { } on) return Status.Refused(Errno.EINVAL, Refusal.ValueNotAccepted, node.Path);
        Status result = Status.Ok;
        for (int i = kernel.Tracing.Events.Count - 1; i >= 0; i--)
        {
            Status status = kernel.Tracing.SetEvent(kernel.Tracing.Events[i].Name, on, task);
            if (result.Succeeded) result = status;
        }

        return result;
    }

    // By the buckets of kprobe_table, the newest of a bucket first; those of events that are off are registered, but disabled.
    private static Status ShowList(Kernel kernel, FileNode node, KernelTask task, StringBuilder output)
    {
        List<(ulong Address, string Line)> lines = [];
        foreach (Kprobe probe in kernel.Kprobes.Probes) lines.Add(ListLine(kernel, probe.Address, probe.Kind == KprobeKind.Return, probe.Gone ? "[GONE]" : ""));
        foreach (KprobeEvent each in kernel.Tracing.Events)
        {
            ulong address = kernel.Tracing.PlaceOf(each);
            if (address != 0 && kernel.Tracing.ProbeOf(each.Name) is null) lines.Add(ListLine(kernel, address, each.Returns, "[DISABLED]"));
        }

        lines.Reverse();
        foreach ((_, string line) in lines.OrderBy(static each => each.Address * HashFactor >> HashShift)) output.Append(line);
        return Status.Ok;
    }

    // Of a probe whose module is gone only the address is left (report_probe).
    private static (ulong Address, string Line) ListLine(Kernel kernel, ulong function, bool returns, string mark)
    {
        char kind = returns ? 'r' : 'k';
        ulong location = kernel.Ftrace.Location(function);
        if (location == 0) return (function, string.Create(CultureInfo.InvariantCulture, $"{function:x16}  {kind}  0x{function:x16} [GONE][FTRACE]\n"));
        string place = kernel.Ftrace.DescribeLocation(function);
        string module = kernel.Modules.Containing(function)?.Name ?? " ";
        return (location, string.Create(CultureInfo.InvariantCulture, $"{location:x16}  {kind}  {place[..place.IndexOf('/', StringComparison.Ordinal)]}  {module} {mark}[FTRACE]\n"));
    }

    // Each event with its hits, and how many were missed: none here (probes_profile_seq_show).
    private static Status ShowProfile(Kernel kernel, FileNode node, KernelTask task, StringBuilder output)
    {
        foreach (KprobeEvent each in kernel.Tracing.Events) output.Append(CultureInfo.InvariantCulture, $"  {each.Name,-44} {kernel.Tracing.HitsOf(each),15} {0,15}\n");
        return Status.Ok;
    }

    private static string NameIn(string word) => word[(word.LastIndexOfAny([':', '/']) + 1)..];

    private static void Each(Kernel kernel, Action<FileNode> action)
    {
        foreach (string path in kernel.Files.TracingDirectories) action(kernel.Files.Directory(path));
    }

    private static Status Say(StringBuilder output, string text)
    {
        output.Append(text).Append('\n');
        return Status.Ok;
    }
}
