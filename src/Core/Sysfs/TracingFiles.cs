using System;
using System.Text;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Sysfs;

/// <summary>The files of tracefs that control the function tracer and show the buffer (kernel/trace/trace.c, ftrace.c).</summary>
internal static class TracingFiles
{
    private const int Mode = 0x1A0;

    /// <summary>Adds them to the place where tracefs is mounted.</summary>
    public static void AddTo(FileNode tracing)
    {
        KprobeEventFiles.AddTo(tracing);
        tracing.AddFile("set_ftrace_filter", 0x1A4, new FileOperations(ShowFilter, StoreFilter) { Truncate = ClearFilter });
        tracing.AddFile("current_tracer", 0x1A4, new FileOperations(
            static (kernel, _, _, output) => Say(output, kernel.Tracing.Tracer),
            static (kernel, _, _, data) => kernel.Tracing.SetTracer(data.Trim())));
        tracing.AddFile("trace", Mode, new FileOperations(ShowTrace, static (_, _, _, _) => Status.Ok)
        {
            Truncate = static (kernel, _, _) =>
            {
                kernel.Tracing.ClearBuffer();
                return Status.Ok;
            },
        });
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

        foreach (string name in names)
        {
            if (!kernel.Tracing.Filter.Contains(name)) kernel.Tracing.Filter = kernel.Tracing.Filter.Add(name);
        }

        return Status.Ok;
    }

    private static Status ClearFilter(Kernel kernel, FileNode node, KernelTask task)
    {
        kernel.Tracing.Filter = [];
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

    private static Status Say(StringBuilder output, string text)
    {
        output.Append(text).Append('\n');
        return Status.Ok;
    }
}
