using System;
using System.Collections.Generic;
using System.Text;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Sysfs;

/// <summary>The files of tracefs that control kprobe events and the function tracer (kernel/trace/trace.c, trace_kprobe.c, trace_events.c).</summary>
internal static class TracingFiles
{
    private const int Mode = 0x1A0;
    private const string Kprobes = "events/kprobes";

    private static readonly FileOperations s_enable = new(
        static (kernel, node, _, output) => Say(output, kernel.Tracing.ProbeOf((string)node.Subject!) is null ? "0" : "1"),
        static (kernel, node, task, data) => KernelString.TryParseBool(data) is { } on
            ? kernel.Tracing.SetEvent((string)node.Subject!, on, task)
            : Status.Refused(Errno.EINVAL, Refusal.ValueNotAccepted, node.Path));

    /// <summary>Adds them to the place where tracefs is mounted.</summary>
    public static void AddTo(FileNode tracing)
    {
        tracing.AddFile("kprobe_events", Mode, new FileOperations(ShowEvents, StoreEvents));
        tracing.AddFile("set_ftrace_filter", 0x1A4, new FileOperations(ShowFilter, StoreFilter));
        tracing.AddFile("current_tracer", 0x1A4, new FileOperations(
            static (kernel, _, _, output) => Say(output, kernel.Tracing.Tracer),
            static (kernel, _, _, data) => kernel.Tracing.SetTracer(data.Trim())));
        tracing.AddFile("trace", Mode, new FileOperations(ShowTrace));
    }

    private static Status ShowEvents(Kernel kernel, FileNode node, KernelTask task, StringBuilder output)
    {
        foreach ((string name, string symbol) in kernel.Tracing.Events) output.Append("p:kprobes/").Append(name).Append(' ').Append(symbol).Append('\n');
        return Status.Ok;
    }

    // As a shell writes it: the file is opened anew, which takes away what there was.
    private static Status StoreEvents(Kernel kernel, FileNode node, KernelTask task, string data)
    {
        List<string> before = [.. kernel.Tracing.Events.Keys];
        Status status = kernel.Tracing.ClearEvents();
        if (!status.Succeeded) return status;
        foreach (string name in before) Each(kernel, directory => directory.Child(name)?.Remove());
        foreach (string line in data.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || words[0][0] != 'p') return Status.Refused(Errno.EINVAL, Refusal.ValueNotAccepted, node.Path);
            string name = words[0].Length > 2 ? words[0][(words[0].LastIndexOfAny([':', '/']) + 1)..] : $"p_{words[1]}_0";
            status = kernel.Tracing.AddEvent(name, words[1]);
            if (!status.Succeeded) return status;
            Each(kernel, directory => directory.AddDirectory(name).AddFile("enable", Mode, s_enable, name));
        }

        return Status.Ok;
    }

    private static Status ShowFilter(Kernel kernel, FileNode node, KernelTask task, StringBuilder output)
    {
        if (kernel.Tracing.Filter.IsEmpty) return Say(output, "#### all functions enabled ####");
        foreach (string name in kernel.Tracing.Filter) output.Append(name).Append('\n');
        return Status.Ok;
    }

    private static Status StoreFilter(Kernel kernel, FileNode node, KernelTask task, string data)
    {
        string[] names = data.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        foreach (string name in names)
        {
            ulong address = kernel.Symbols.AddressOf(name);
            if (address == 0 || kernel.Ftrace.Location(address) == 0) return Status.Refused(Errno.EINVAL, Refusal.FunctionNotTraceable, name);
        }

        kernel.Tracing.Filter = [.. names];
        return Status.Ok;
    }

    private static Status ShowTrace(Kernel kernel, FileNode node, KernelTask task, StringBuilder output)
    {
        int count = kernel.Tracing.Lines.Count;
        output.Append("# tracer: ").Append(kernel.Tracing.Tracer).Append("\n#\n");
        output.Append("# entries-in-buffer/entries-written: ").Append(count).Append('/').Append(count).Append("   #P:").Append(kernel.Definition.Cpus).Append("\n#\n");
        output.Append("#           TASK-PID     CPU#  |||||  TIMESTAMP  FUNCTION\n#              | |         |   |||||     |         |\n");
        foreach (string line in kernel.Tracing.Lines) output.Append(line).Append('\n');
        return Status.Ok;
    }

    private static void Each(Kernel kernel, Action<FileNode> action)
    {
        foreach (string path in kernel.Files.TracingDirectories) action(kernel.Files.Directory($"{path}/{Kprobes}"));
    }

    private static Status Say(StringBuilder output, string text)
    {
        output.Append(text).Append('\n');
        return Status.Ok;
    }
}
