using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;

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
        tracing.AddFile("tracing_on", 0x1A4, new FileOperations(
            static (kernel, _, _, output) => Say(output, kernel.Tracing.IsOn ? "1" : "0"),
            static (kernel, node, _, data) =>
            {
                if (!KernelNumber.TryParseSysctl(data, out bool _, out ulong value)) return Status.Refused(Errno.EINVAL, Refusal.ValueNotAccepted, node.Path);
                kernel.Tracing.IsOn = value != 0;
                return Status.Ok;
            }));
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
        foreach (ulong function in kernel.Tracing.Filter)
        {
            if (!kernel.Symbols.TryFindContaining(function, out Symbol symbol, out _)) continue;
            output.Append(symbol.Name).Append(kernel.Modules.Containing(function) is { } module ? $" [{module.Name}]\n" : "\n");
        }

        return Status.Ok;
    }

    // Names and patterns, each alone or behind :mod:; an exclamation mark takes them out again (ftrace_process_regex).
    private static Status StoreFilter(Kernel kernel, FileNode node, KernelTask task, string data)
    {
        ImmutableSortedSet<ulong> filter = kernel.Tracing.Filter;
        foreach (string word in data.Split((char[])[' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            bool remove = word[0] == '!';
            string[] parts = (remove ? word[1..] : word).Split(':');
            bool commanded = parts.Length > 1;
            if (commanded && (parts[1] != "mod" || parts.Length > 3)) return Status.Refused(Errno.EINVAL, Refusal.ValueNotAccepted, word);
            List<ulong> found = Matching(kernel, parts[0].Length == 0 ? "*" : parts[0], commanded && parts.Length == 3 && parts[2].Length > 0 ? parts[2] : null);
            if (found.Count == 0) return Status.Refused(Errno.EINVAL, Refusal.FunctionNotTraceable, word);
            filter = remove ? filter.Except(found) : filter.Union(found);
        }

        kernel.Tracing.SetFilter(filter);
        return Status.Ok;
    }

    private static List<ulong> Matching(Kernel kernel, string pattern, string? module)
    {
        List<ulong> found = [];
        bool plain = !pattern.Contains('*', StringComparison.Ordinal) && !pattern.Contains('?', StringComparison.Ordinal);
        if (plain && module is null)
        {
            foreach (Symbol symbol in kernel.Symbols.Find(pattern)) Add(symbol.Address);
            return found;
        }

        if (module is null)
        {
            foreach (int index in kernel.Symbols.Traceable.Functions)
            {
                if (Glob.IsMatch(pattern, kernel.Symbols.Table[index].Name)) found.Add(kernel.Symbols.AddressAt(index));
            }
        }

        foreach (Module each in kernel.Modules.All)
        {
            if (module is not null && !Glob.IsMatch(module, each.Name)) continue;
            for (int i = 0; i < each.Layout.FunctionAddresses.Length; i++)
            {
                if (Glob.IsMatch(pattern, each.Definition.Functions[i].Name)) Add(each.Layout.FunctionAddresses[i]);
            }
        }

        return found;

        void Add(ulong address)
        {
            if (kernel.Ftrace.Location(address) != 0) found.Add(address);
        }
    }

    private static Status ClearFilter(Kernel kernel, FileNode node, KernelTask task)
    {
        kernel.Tracing.SetFilter([]);
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
