using System.Globalization;
using System.Text;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Sysfs;

/// <summary>/proc/PID and what is in it (fs/proc/base.c). Its nodes are made when somebody looks: there may be a million of them.</summary>
internal static class ProcessFiles
{
    private const int Readable = 0x124;
    private const int OwnerOnly = 0x100;

    private static readonly FileOperations s_comm = new(static (kernel, node, _, output) => Task(kernel, node) is { } task ? Say(output, task.Comm) : Gone(node));

    private static readonly FileOperations s_stack = new(static (kernel, node, _, output) =>
    {
        if (Task(kernel, node) is not { } task) return Gone(node);
        foreach (CodeEntry code in task.Stack)
        {
            ulong size = kernel.Symbols.TryFindContaining(code.Address, out Symbols.Symbol symbol, out ulong _) ? symbol.Size : code.Size;
            output.Append(CultureInfo.InvariantCulture, $"[<0>] {code.Name}+0x0/0x{size:x}{(code.Module is null ? "" : $" [{code.Module}]")}\n");
        }

        if (task.Depth > 0 && task.ReadsProcFile) Below(kernel, output);
        return Status.Ok;
    });

    private static readonly FileOperations s_patchState = new(static (kernel, node, _, output) =>
        Task(kernel, node) is { } task ? Say(output, kernel.Tasks.PatchStateOf(task.Pid).ToString(CultureInfo.InvariantCulture)) : Gone(node));

    // What it waits in: the innermost function that isn't the scheduler's own (get_wchan). Where nothing is known to sleep there stands 0.
    private static readonly FileOperations s_wchan = new(static (kernel, node, _, output) =>
    {
        if (Task(kernel, node) is not { } task) return Gone(node);
        bool sleeps = task.Depth > 0 && task.State is TaskState.Interruptible or TaskState.Killable or TaskState.Uninterruptible;
        output.Append(sleeps ? task.Frames[task.Depth - 1].Code.Name : "0");
        return Status.Ok;
    });

    // The lines that the simulation knows; the rest is memory, signals and credentials.
    private static readonly FileOperations s_status = new(static (kernel, node, _, output) =>
    {
        if (Task(kernel, node) is not { } task) return Gone(node);
        string state = task.State switch
        {
            TaskState.Running => "R (running)",
            TaskState.Killable or TaskState.Uninterruptible => "D (disk sleep)",
            TaskState.Dead => "X (dead)",
            _ => "S (sleeping)",
        };
        output.Append(CultureInfo.InvariantCulture, $"Name:\t{task.Comm}\nState:\t{state}\nTgid:\t{task.Pid}\nPid:\t{task.Pid}\n");
        return Status.Ok;
    });

    /// <summary>The directory of a process, or null where there is none of that id. Idle tasks have none.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="proc">/proc.</param>
    /// <param name="name">The name that was looked for: a number, or <c>self</c>.</param>
    public static FileNode? Find(Kernel kernel, FileNode proc, string name)
    {
        int pid = 0;
        if (name != "self" && !int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out pid)) return null;
        if (name == "self") pid = kernel.ShellPid;
        if (pid <= 0 || kernel.Tasks.Peek(pid) is null) return null;
        FileNode directory = FileNode.Passing(proc, name);
        directory.AddFile("comm", Readable, s_comm, pid);
        directory.AddFile("stack", OwnerOnly, s_stack, pid);
        directory.AddFile("status", Readable, s_status, pid);
        directory.AddFile("wchan", Readable, s_wchan, pid);
        if (kernel.Release.Has(Features.Consistency)) directory.AddFile("patch_state", OwnerOnly, s_patchState, pid);
        return directory;
    }

    // How a system call comes to the show function of a file under /proc; no body is simulated for these.
    private static void Below(Kernel kernel, StringBuilder output)
    {
        foreach (string name in (string[])["seq_read_iter", "proc_reg_read_iter", "vfs_read", "ksys_read", "do_syscall_64", "entry_SYSCALL_64_after_hwframe"])
        {
            if (kernel.Symbols.AddressOf(name) != 0) output.Append("[<0>] ").Append(kernel.Symbols.DescribeSymbol(name)).Append('\n');
        }
    }

    private static KernelTask? Task(Kernel kernel, FileNode node) => kernel.Tasks.Peek((int)node.Subject!);

    private static Status Gone(FileNode node) => Status.Refused(Errno.ESRCH, Refusal.FileGone, node.Path);

    private static Status Say(StringBuilder output, string text)
    {
        output.Append(text).Append('\n');
        return Status.Ok;
    }
}
