using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;
using KlpShell.Core.Sysfs;

namespace KlpShell.Core.Tests.Support;

/// <summary>Everything about a kernel that can be told apart, as lines of text: two kernels are equal when their lines are.</summary>
internal static class StateText
{
    public static List<string> Of(Kernel kernel, bool log = true)
    {
        List<string> lines =
        [
            string.Create(CultureInfo.InvariantCulture, $"taint {(long)kernel.Taints}"),
            string.Create(CultureInfo.InvariantCulture, $"clock {kernel.Clock.Now}"),
            $"corrupted {kernel.Corrupted}",
            $"mutex {kernel.Livepatch.MutexOwner}",
            $"ftrace_enabled {kernel.Ftrace.Enabled}",
            $"transition {kernel.Livepatch.CurrentTransition?.Patch.Name} {kernel.Livepatch.CurrentTransition?.Patching} {kernel.Livepatch.CurrentTransition?.Tries}",
        ];
        foreach (KernelTask task in kernel.Tasks.All) lines.Add($"task {task.Pid} {task.Comm} {task.State} depth {task.Depth} side {kernel.Tasks.PatchStateOf(task.Pid)} {kernel.Tasks.IsPending(task.Pid)}");
        if (log) lines.AddRange(kernel.Log.Records.Select(record => $"log {(int)record.Level} {record.Text}"));
        if (log) lines.AddRange(kernel.History.Records.Select(record => record.ToString()));
        foreach (Module module in kernel.Modules.All) AddModule(lines, module);
        lines.Add("registered " + string.Join(' ', kernel.Livepatch.Patches.Select(patch => patch.Name)));
        lines.Add("ops " + string.Join(' ', kernel.Ftrace.Ops.Select(ops => $"{ops.Owner}@{ops.Trampoline:x}[{string.Join(',', ops.Filter.Select(ip => ip.ToString("x", CultureInfo.InvariantCulture)))}]")));
        foreach (FtraceRecord record in kernel.Ftrace.Records)
        {
            lines.Add($"record {record.Ip:x} {record.Count} {record.IsEnabled} {record.SaveRegs} {record.IpModify} {kernel.Ftrace.Text.Read(record.Ip):x}");
        }

        AddFiles(lines, kernel, kernel.Files.Root);
        return lines;
    }

    /// <summary>The lines that are only in the second kernel, behind a plus, and those only in the first, behind a minus.</summary>
    public static string[] Difference(IReadOnlyCollection<string> before, IReadOnlyCollection<string> after)
    {
        List<string> gone = [.. before];
        List<string> added = [];
        foreach (string line in after)
        {
            if (!gone.Remove(line)) added.Add("+" + line);
        }

        return [.. gone.Select(line => "-" + line), .. added];
    }

    private static void AddModule(List<string> lines, Module module)
    {
        lines.Add($"module {module.Name} {module.State} {module.RefCount} {module.Base:x} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(module.Memory))[..16]}");
        foreach (ParameterDefinition parameter in module.Definition.Parameters) lines.Add($"parameter {module.Name}.{parameter.Name} {module.Parameter(parameter.Name)}");
        foreach (KlpPatch patch in module.Patches)
        {
            lines.Add($"patch {patch.Name} {patch.State}");
            foreach (KlpObject obj in patch.Objects)
            {
                lines.Add($"object {patch.Name}/{obj.DisplayName()} {obj.State} mod={obj.Module?.Name ?? "-"}");
                foreach (KlpFunc func in obj.Functions) lines.Add($"func {patch.Name}/{obj.DisplayName()}/{func.OldName} {func.State} {func.OldAddress:x}");
            }
        }
    }

    private static void AddFiles(List<string> lines, Kernel kernel, FileNode node)
    {
        foreach (FileNode child in node.Children)
        {
            // These say again what stands above, or are long.
            if (child.Path is "/proc/kallsyms" or "/sys/kernel/debug" or "/dev" or "/proc/modules" or "/proc/sys") continue;
            bool attribute = !child.IsDirectory && child.Path.StartsWith("/sys/", StringComparison.Ordinal) && (child.Mode & 0x100) != 0;
            string value = attribute ? " " + kernel.Clone().ReadFile(child.Path).Output.TrimEnd('\n') : "";
            lines.Add($"file {child.Path} {Convert.ToString(child.Mode, 8)}{value}");
            AddFiles(lines, kernel, child);
        }
    }
}
