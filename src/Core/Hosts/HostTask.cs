using System.Collections.Generic;

namespace KlpShell.Core.Hosts;

/// <summary>A thread of the host, as its files under /proc had it.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="Id">The thread.</param>
/// <param name="Comm">Its command name.</param>
public sealed record HostTask(int ProcessId, int Id, string Comm)
{
    /// <summary>What its <c>patch_state</c> says: -1 in no transition, 0 unpatched, 1 patched; null where there is no such file.</summary>
    public int? PatchState { get; init; }

    /// <summary>The functions that it is in, innermost first; null where its stack wasn't captured.</summary>
    public IReadOnlyList<HostFrame>? Stack { get; init; }

    /// <summary>The letter of its state in <c>stat</c>, such as S or D; null where that wasn't captured.</summary>
    public char? State { get; init; }

    /// <summary>True for a kernel thread (PF_KTHREAD in <c>stat</c>).</summary>
    public bool IsKernelThread { get; init; }
}
