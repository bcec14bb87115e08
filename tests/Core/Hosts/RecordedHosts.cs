using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using KlpShell.Core.Hosts;
using KlpShell.Core.Tests.Symbols;

namespace KlpShell.Core.Tests.Hosts;

/// <summary>The snapshots of the recordings of real kernels as captured hosts: what sysfs, /proc/modules and enabled_functions looked like at that moment.</summary>
internal static class RecordedHosts
{
    private static readonly string s_folder = Path.Combine(Root(), "tests", "Conformance", "recordings");

    private static readonly ConcurrentDictionary<string, string> s_kallsyms = new();

    /// <summary>The recordings of a folder that have snapshots.</summary>
    public static IEnumerable<string> Names(string folder) => Directory.GetFiles(Path.Combine(s_folder, folder), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    /// <summary>The snapshots of a recording.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The recording.</param>
    public static IEnumerable<(JsonNode Snapshot, HostTexts Files)> Read(string folder, string name)
    {
        JsonNode recording = JsonNode.Parse(File.ReadAllText(Path.Combine(s_folder, folder, name + ".json")))!;
        StringBuilder log = new();
        double time = 5;
        StringBuilder asked = new();
        foreach (JsonNode? item in recording["events"]!.AsArray())
        {
            foreach (JsonNode? line in item!["dmesg"]?.AsArray() ?? []) log.Append(CultureInfo.InvariantCulture, $"<{line!["level"]}>[{time += 0.25,12:F6}] {line["text"]}\n");
            if (((string?)item["cmd"])?.Contains("funcs=", StringComparison.Ordinal) == true) asked.Append((string?)item["cmd"]).Append('\n');
            if ((string?)item["type"] != "snapshot" || item["sysfs"] is null) continue;
            yield return (item, Files(folder, (string)recording["kernel"]!, item, log.ToString(), asked.ToString()));
        }
    }

    private static HostTexts Files(string folder, string uname, JsonNode snapshot, string log, string asked)
    {
        HostTexts files = new();
        files.Add("uname", uname + "\n");
        files.Add("dmesg", log);
        files.Add("proc/modules", string.Concat(Lines(snapshot, "modules")));
        files.Add("proc/sys/kernel/tainted", $"{snapshot["tainted"]}\n");
        files.Add("proc/sys/kernel/ftrace_enabled", $"{snapshot["ftrace_enabled"]}\n");
        if (snapshot["enabled_functions"] is not null) files.Add("sys/kernel/tracing/enabled_functions", string.Concat(Lines(snapshot, "enabled_functions")));
        files.AddFolder("sys/kernel/livepatch");
        SortedSet<(string Patch, string Object, string Function)> functions = [];
        List<(string Module, string Name)> symbols = [];
        foreach (JsonNode? node in snapshot["sysfs"]!.AsArray())
        {
            string path = ((string)node!["path"]!)[1..];
            if (((string)node["mode"]!)[0] == 'd')
            {
                files.AddFolder(path);
                string[] parts = path.Split('/');
                if (parts.Length != 6) continue;
                string name = parts[5].Split(',')[0];
                functions.Add((parts[3], parts[4], name));
                symbols.Add((parts[4], name));
                if (parts[5].EndsWith(",2", StringComparison.Ordinal)) symbols.Add((parts[4], name));

                // What an atomic replace only gives back has no function in the module.
                if (asked.Length == 0 || asked.Split('\n').Any(line => line.Contains($"/{parts[3]}.ko", StringComparison.Ordinal) && line.Contains(name, StringComparison.Ordinal))) symbols.Add((parts[3], $"{parts[3]}_{name}"));
            }
            else if (node["value"] is { } value)
            {
                files.Add(path, $"{value}\n");
            }
            else
            {
                files.Add(path, "");
            }
        }

        files.Add("proc/kallsyms", Kallsyms(folder) + ModuleSymbols(snapshot, symbols));
        AddTasks(files, snapshot, functions);
        return files;
    }

    // The recordings have no symbols of modules: each gets the functions that sysfs tells of, a patch's under a name of its own.
    private static string ModuleSymbols(JsonNode snapshot, List<(string Module, string Name)> symbols)
    {
        StringBuilder text = new();
        foreach (string line in Lines(snapshot, "modules"))
        {
            string[] parts = line.Split(' ');
            ulong address = ulong.Parse(parts[5].AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            foreach ((_, string name) in symbols.Where(symbol => symbol.Module == parts[0])) text.Append(CultureInfo.InvariantCulture, $"{address += 0x20:x16} t {name}\t[{parts[0]}]\n");
        }

        return text.ToString();
    }

    private static void AddTasks(HostTexts files, JsonNode snapshot, SortedSet<(string Patch, string Object, string Function)> functions)
    {
        if (snapshot["patch_state"] is not JsonObject states) return;
        string[] stuck = [.. snapshot["minority_tasks"]!.AsArray().Select(task => (string)task!)];
        string side = states.MaxBy(state => (int)state.Value!).Key;
        AddTask(files, 1, "init", side, "[<0>] do_epoll_wait+0x1/0x2\n");
        foreach (string task in stuck)
        {
            string[] parts = task.Split(' ');
            (string patch, string obj, string function) = functions.First(function => function.Function is "tgt_blockk" or "busymod_work_func" or "tgt_kthread_body");
            string frame = parts[0] == "0" ? $"{function}+0x8/0x20 [{obj}]" : $"{patch}_{function}+0x8/0x20 [{patch}]";
            AddTask(files, int.Parse(parts[2].AsSpan(4), CultureInfo.InvariantCulture), parts[1], parts[0], $"[<0>] msleep+0x1/0x2\n[<0>] {frame}\n[<0>] do_syscall_64+0x1/0x2\n");
        }
    }

    private static void AddTask(HostTexts files, int id, string comm, string state, string stack)
    {
        files.Add($"proc/{id}/comm", comm + "\n");
        files.Add($"proc/{id}/patch_state", state + "\n");
        files.Add($"proc/{id}/stack", stack);
    }

    // Of the real table what the recordings' patches name, so that each of hundreds of hosts is read in no time.
    private static string Kallsyms(string folder) => s_kallsyms.GetOrAdd(folder, static folder =>
    {
        HashSet<string> names = ["ibt_setup", "klp_enable_patch", "ftrace_regs_caller"];
        foreach (string recording in Names(folder))
        {
            foreach (JsonNode? item in JsonNode.Parse(File.ReadAllText(Path.Combine(s_folder, folder, recording + ".json")))!["events"]!.AsArray())
            {
                foreach (JsonNode? node in item!["sysfs"]?.AsArray() ?? [])
                {
                    string[] parts = ((string)node!["path"]!).Split('/');
                    if (parts.Length == 7) names.Add(parts[6].Split(',')[0]);
                }
            }
        }

        string kernel = folder switch { "6.12" => RealKernels.Debian612, "6.1" => RealKernels.Debian61, "4.1" => RealKernels.Stacking, _ => RealKernels.Original };
        StringBuilder text = new("ffffffff81000000 T _text\n");
        foreach (string name in names)
        {
            foreach (Core.Symbols.Symbol symbol in RealKernels.Table(kernel).Find(name)) text.Append(CultureInfo.InvariantCulture, $"{symbol.Address:x16} {symbol.Type} {symbol.Name}\n");
        }

        return text.Append("ffffffffa0000000 T _end\n").ToString();
    });

    private static IEnumerable<string> Lines(JsonNode snapshot, string name) => snapshot[name]!.AsArray().Select(line => $"{line}\n");

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "KlpShell.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("No KlpShell.sln above the tests.");
    }
}
