namespace KlpShell.Core.Machine;

/// <summary>What sort of task it is.</summary>
public enum TaskKind
{
    /// <summary>A process or thread of user space.</summary>
    User,
    /// <summary>A kernel thread.</summary>
    KernelThread,
    /// <summary>A kernel thread that runs queued work (kworker).</summary>
    Worker,
    /// <summary>The idle task of a CPU (swapper).</summary>
    Idle,
}
