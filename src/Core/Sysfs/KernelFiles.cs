using System;
using System.Globalization;
using System.Text;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Sysfs;

/// <summary>The files that every kernel has: /proc/modules, /proc/kallsyms, the sysctls, tracefs, /dev/kmsg.</summary>
internal static class KernelFiles
{
    // How debugfs and tracefs are mounted.
    private const int RootOnly = 0x1C0;

    public static void AddTo(FileTree files)
    {
        files.Directory("/sys/kernel");
        files.Directory("/sys/module");
        FileNode proc = files.Directory("/proc");
        proc.AddFile("modules", 0x124, new FileOperations(Modules));
        proc.AddFile("kallsyms", 0x124, new FileOperations(Kallsyms));
        FileNode sysctl = files.Directory("/proc/sys/kernel");
        sysctl.AddFile("tainted", 0x1A4, new FileOperations(Tainted, AddTaints));
        sysctl.AddFile("ftrace_enabled", 0x1A4, new FileOperations(FtraceEnabled, SetFtraceEnabled) { Takes = KernelNumber.TakenBySysctl });
        sysctl.AddFile("printk", 0x1A4, new FileOperations(
            static (kernel, _, _, output) => Say(output, string.Create(CultureInfo.InvariantCulture, $"{kernel.Log.ConsoleLevel}\t4\t1\t{KernelLog.DefaultConsoleLevel}")),
            SetConsoleLevel));
        sysctl.AddFile("modules_disabled", 0x1A4, new FileOperations(
            static (kernel, _, _, output) => Say(output, kernel.Modules.Disabled ? "1" : "0"),
            DisableModules));
        sysctl.AddFile("osrelease", 0x124, new FileOperations(static (kernel, _, _, output) => Say(output, kernel.Definition.UnameRelease)));
        files.Directory("/sys/kernel/debug").Mode = RootOnly;
        foreach (string path in files.TracingDirectories)
        {
            FileNode tracing = files.Directory(path);
            tracing.Mode = RootOnly;
            tracing.AddFile("enabled_functions", 0x124, new FileOperations(EnabledFunctions));
            tracing.AddFile("available_filter_functions", 0x124, new FileOperations(AvailableFunctions));
            TracingFiles.AddTo(tracing);
        }

        KprobeEventFiles.AddList(files.Directory("/sys/kernel/debug/kprobes"));
        files.Directory("/dev").AddFile("kmsg", 0x1A4, new FileOperations(Log, WriteLog));
    }

    // What is written is added to what there is (proc_taint, kernel/sysctl.c).
    private static Status AddTaints(Kernel kernel, FileNode node, KernelTask task, string data)
    {
        if (!KernelNumber.TryParseSysctl(data, out bool negative, out ulong bits) || negative) return Status.Refused(Errno.EINVAL, Refusal.ValueNotAccepted, node.Path);
        foreach (TaintFlags flag in Enum.GetValues<TaintFlags>())
        {
            if (flag != TaintFlags.None && (bits & (ulong)flag) == (ulong)flag) kernel.AddTaint(flag);
        }

        return Status.Ok;
    }

    private static Status Say(StringBuilder output, string text)
    {
        output.Append(text).Append('\n');
        return Status.Ok;
    }

    private static Status Modules(Kernel kernel, FileNode node, KernelTask task, StringBuilder output)
    {
        foreach (Module module in kernel.Modules.All)
        {
            if (module.State == ModuleState.Unformed) continue;
            string users = module.UsedBy.Count == 0 ? "-" : string.Join(',', module.UsedBy) + ",";
            string taints = module.Taints.Letters();
            string state = module.State == ModuleState.Going ? "Unloading" : module.State == ModuleState.Coming ? "Loading" : "Live";
            output.Append(CultureInfo.InvariantCulture, $"{module.Name} {module.CoreSize} {module.RefCount} {users} {state} 0x{module.Base:x16}");
            output.Append(taints.Length == 0 ? "\n" : $" ({taints}{(module.State == ModuleState.Going ? "-" : module.State == ModuleState.Coming ? "+" : "")})\n");
        }

        return Status.Ok;
    }

    private static Status Kallsyms(Kernel kernel, FileNode node, KernelTask task, StringBuilder output)
    {
        foreach (Symbol symbol in kernel.Symbols.Listed) output.Append(CultureInfo.InvariantCulture, $"{symbol.Address:x16} {symbol.Type} {symbol.Name}{(symbol.Module is null ? "" : $"\t[{symbol.Module}]")}\n");
        return Status.Ok;
    }

    private static Status Tainted(Kernel kernel, FileNode node, KernelTask task, StringBuilder output) =>
        Say(output, ((long)kernel.Taints).ToString(CultureInfo.InvariantCulture));

    private static Status FtraceEnabled(Kernel kernel, FileNode node, KernelTask task, StringBuilder output) =>
        Say(output, kernel.Ftrace.Enabled.ToString(CultureInfo.InvariantCulture));

    private static Status SetFtraceEnabled(Kernel kernel, FileNode node, KernelTask task, string data) =>
        KernelNumber.TryParseSysctl(data, out bool negative, out ulong value) && value <= int.MaxValue + (negative ? 1ul : 0)
            ? kernel.Ftrace.SetEnabled(negative ? (int)-(long)value : (int)value)
            : Status.Refused(Errno.EINVAL, Refusal.ValueNotAccepted, node.Path);

    private static Status SetConsoleLevel(Kernel kernel, FileNode node, KernelTask task, string data)
    {
        if (!KernelNumber.TryParseSysctl(data, out bool negative, out ulong level) || negative || level > int.MaxValue) return Status.Refused(Errno.EINVAL, Refusal.ValueNotAccepted, node.Path);
        kernel.Log.ConsoleLevel = (int)level;
        return Status.Ok;
    }

    // It can only be set, and nothing clears it again (proc_dointvec_minmax from 1 to 1).
    private static Status DisableModules(Kernel kernel, FileNode node, KernelTask task, string data)
    {
        if (!KernelNumber.TryParseSysctl(data, out bool negative, out ulong value) || negative || value != 1) return Status.Refused(Errno.EINVAL, Refusal.ValueNotAccepted, node.Path);
        kernel.Modules.Disabled = true;
        return Status.Ok;
    }

    private static Status EnabledFunctions(Kernel kernel, FileNode node, KernelTask task, StringBuilder output)
    {
        foreach (FtraceRecord record in kernel.Ftrace.Records)
        {
            if (record.IsEnabled) output.Append(kernel.Ftrace.Describe(record)).Append('\n');
        }

        return Status.Ok;
    }

    private static Status AvailableFunctions(Kernel kernel, FileNode node, KernelTask task, StringBuilder output)
    {
        foreach (int index in kernel.Symbols.Traceable.Functions) output.Append(kernel.Symbols.Table[index].Name).Append('\n');
        for (int i = kernel.Modules.All.Count - 1; i >= 0; i--)
        {
            Module module = kernel.Modules.All[i];
            foreach (FunctionDefinition function in module.Definition.Functions)
            {
                if (function.Traceable) output.Append(CultureInfo.InvariantCulture, $"{function.Name} [{module.Name}]\n");
            }
        }

        return Status.Ok;
    }

    private static Status Log(Kernel kernel, FileNode node, KernelTask task, StringBuilder output)
    {
        foreach (LogRecord record in kernel.Log.Records)
        {
            output.Append(CultureInfo.InvariantCulture, $"{(int)record.Level},{record.Sequence},{(long)record.Time.TotalMicroseconds},-;{record.Text}\n");
        }

        return Status.Ok;
    }

    /// <summary>The file that turns debug lines on and off, where the kernel was built with it (CONFIG_DYNAMIC_DEBUG).</summary>
    public static void AddDynamicDebug(FileTree files) =>
        files.Directory("/sys/kernel/debug/dynamic_debug").AddFile("control", 0x1A4, new FileOperations(DebugLines, ControlDebug));

    private static Status DebugLines(Kernel kernel, FileNode node, KernelTask task, StringBuilder output)
    {
        kernel.DynamicDebug.Show(output);
        return Status.Ok;
    }

    private static Status ControlDebug(Kernel kernel, FileNode node, KernelTask task, string data) =>
        kernel.DynamicDebug.Control(data, problem => kernel.Log.Write(LogLevel.Error, "dyndbg: " + problem)) ? Status.Ok : Status.Refused(Errno.EINVAL, Refusal.ValueNotAccepted, node.Path);

    private static Status WriteLog(Kernel kernel, FileNode node, KernelTask task, string data)
    {
        LogLevel level = LogLevel.Warning;
        if (data is ['<', >= '0' and <= '7', '>', ..])
        {
            level = (LogLevel)(data[1] - '0');
            data = data[3..];
        }

        kernel.Log.Write(level, data);
        return Status.Ok;
    }
}
