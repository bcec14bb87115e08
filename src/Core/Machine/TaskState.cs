namespace KlpShell.Core.Machine;

/// <summary>What a task is doing (include/linux/sched.h).</summary>
public enum TaskState
{
    /// <summary>It runs, or could.</summary>
    Running,
    /// <summary>It sleeps until its wait ends or a signal comes.</summary>
    Interruptible,
    /// <summary>It sleeps until its wait ends; only a fatal signal would end it early.</summary>
    Killable,
    /// <summary>It sleeps until its wait ends, whatever comes.</summary>
    Uninterruptible,
    /// <summary>It is in user space, or has nothing to do in the kernel.</summary>
    User,
    /// <summary>It is gone, or was killed by an oops.</summary>
    Dead,
}
