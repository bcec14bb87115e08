using System;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using KlpShell.Core.Hosts.Reading;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Hosts;

/// <summary>Reads the copied files of a host. It never throws for what they hold: what can't be used is a gap.</summary>
public static class HostReader
{
    private const string Kallsyms = "proc/kallsyms";

    /// <summary>Reads everything that is there.</summary>
    /// <param name="files">The files.</param>
    /// <param name="limits">How much is taken in; null for <see cref="HostLimits.Default"/>.</param>
    public static HostCapture Read(IHostFiles files, HostLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        HostFileReader reader = new(files, limits ?? HostLimits.Default);
        string? modules = reader.Text("proc/modules", reader.Limits.LongFile);
        string? log = reader.Text("dmesg", reader.Limits.LongFile);
        string? hooks = reader.First(reader.Limits.LongFile, "sys/kernel/tracing/enabled_functions", "sys/kernel/debug/tracing/enabled_functions");
        ImmutableArray<HostLogLine> lines = log is null ? default : LogText.Read(log, reader);
        SymbolTable? symbols = ReadSymbols(reader, out string? problem);
        HostCapture capture = new()
        {
            UnameRelease = ReadRelease(reader),
            Version = reader.Short("proc/version"),
            CommandLine = reader.Short("proc/cmdline"),
            Uptime = ReadUptime(reader.Short("proc/uptime")) ?? LastStamp(lines),
            Taints = long.TryParse(reader.Short("proc/sys/kernel/tainted"), NumberStyles.None, CultureInfo.InvariantCulture, out long taints) ? taints : null,
            FtraceEnabled = reader.Short("proc/sys/kernel/ftrace_enabled") switch { "0" => false, "1" => true, _ => null },
            Cpus = ReadCpus(reader.Short("sys/devices/system/cpu/online")),
            Modules = modules is null ? default : ModulesText.Read(modules, reader),
            Patches = new LivepatchFolder(reader).Read() ?? default,
            Tasks = new ProcessFolder(reader).Read(),
            Log = lines,
            Hooks = hooks is null ? default : HooksText.Read(hooks),
            Symbols = symbols,
            SymbolProblem = problem,
            Traceable = symbols is null ? null : ReadTraceable(reader, symbols),
        };
        NoteMissing(capture, reader);
        return capture with { Gaps = reader.Gaps };
    }

    private static string? ReadRelease(HostFileReader reader)
    {
        string? text = reader.Short("proc/sys/kernel/osrelease") ?? reader.Short("uname");
        if (string.IsNullOrWhiteSpace(text)) return null;

        // uname -a begins with the system's and the host's name.
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words[0] == "Linux" && words.Length > 2 ? words[2] : words[0];
    }

    private static TimeSpan? ReadUptime(string? text)
    {
        if (text is null) return null;
        string first = text.Split(' ')[0];
        return double.TryParse(first, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds < 1e10 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static TimeSpan? LastStamp(ImmutableArray<HostLogLine> lines)
    {
        if (lines.IsDefault) return null;
        for (int i = lines.Length - 1; i >= 0; i--)
        {
            if (lines[i].Time is { } time) return time;
        }

        return null;
    }

    // A list such as 0-3,5 (Documentation/admin-guide/cputopology.rst).
    private static int? ReadCpus(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        int count = 0;
        foreach (string range in text.Split(','))
        {
            string[] ends = range.Split('-');
            if (ends.Length > 2 || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)) return null;
            if (!int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int last) || last < first || last > 8191) return null;
            count += last - first + 1;
        }

        return count is > 0 and <= 8192 ? count : null;
    }

    private static SymbolTable? ReadSymbols(HostFileReader reader, out string? problem)
    {
        using Stream? stream = reader.Open(Kallsyms);
        if (stream is null)
        {
            problem = "it was not captured";
            return null;
        }

        SymbolTableReading reading = SymbolTable.Read(stream, Kallsyms, reader.Limits.Symbols);
        problem = reading.Table is null ? reading.Problems[^1].Message : null;
        return reading.Table;
    }

    private static TraceableSet? ReadTraceable(HostFileReader reader, SymbolTable symbols)
    {
        foreach (string path in (ReadOnlySpan<string>)["sys/kernel/tracing/available_filter_functions", "sys/kernel/debug/tracing/available_filter_functions"])
        {
            using Stream? stream = reader.Open(path);
            if (stream is null) continue;
            TraceableReading reading = TraceableSet.Read(stream, path, symbols, reader.Limits.Symbols);
            if (reading.Set is null) reader.Note(path, reading.Problems[^1].Message);
            return reading.Set;
        }

        return null;
    }

    private static void NoteMissing(HostCapture capture, HostFileReader reader)
    {
        if (capture.Symbols is null) reader.Note(Kallsyms, $"{capture.SymbolProblem}: no function can be looked up");
        if (capture.UnameRelease is null) reader.Note("uname", "it was not captured: the release isn't known");
        if (capture.Patches.IsDefault) reader.Note("sys/kernel/livepatch", "there is no such folder: the kernel has no livepatch (CONFIG_LIVEPATCH), or sysfs was not captured");
        if (capture.Modules.IsDefault) reader.Note("proc/modules", "it was not captured: whether a patch's module is loaded isn't known");
        if (capture.Log.IsDefault) reader.Note("dmesg", "it was not captured: since when a transition lasts isn't known, nor in which order patches were enabled but by other signs");
        if (capture.Taints is null) reader.Note("proc/sys/kernel/tainted", "it was not captured: the taint can't be checked");
        if (capture.Hooks.IsDefault) reader.Note("sys/kernel/tracing/enabled_functions", "it was not captured: whether ftrace hooks the patched functions isn't known");
        if (capture.Traceable is null && capture.Symbols is not null) reader.Note("sys/kernel/tracing/available_filter_functions", "it was not captured: what ftrace can trace is guessed from the symbol table");
        if (capture.Tasks.IsEmpty) reader.Note("proc/*", "no task was captured: who holds a transition up isn't known");
    }
}
