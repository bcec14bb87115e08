using KlpShell.Conformance.Shell.Files;
using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Shell;

/// <summary>A process that reads a file while the shell goes on.</summary>
internal sealed class BackgroundJob(Kernel kernel, int pid, OpenFile output)
{
    /// <summary>Its process id.</summary>
    public int Pid => pid;

    /// <summary>True once it has written what it read, and is gone.</summary>
    public bool Ended { get; private set; }

    /// <summary>Ends it, if it is through.</summary>
    public void Look()
    {
        if (Ended || kernel.Tasks.Find(pid) is not { } task) return;
        if (task.State != TaskState.Dead && task.Depth > 0) return;
        output.Write(task.Output);
        output.Close();
        kernel.RemoveTask(pid);
        Ended = true;
    }
}
