using System;

namespace KlpShell.Core.Machine;

/// <summary>
/// A stretch of the task table: tasks of consecutive ids, and beside them, as plain columns, what a transition reads and writes of
/// each. Kernels that were cloned share a chunk until one of them writes.
/// </summary>
internal sealed class TaskChunk
{
    /// <summary>How many ids a chunk covers.</summary>
    public const int Size = 256;

    /// <summary>The tasks by the low bits of their ids; null where there is none.</summary>
    public readonly KernelTask?[] Tasks;

    /// <summary>Which side of a transition each is on: -1 idle, 0 unpatched, 1 patched (task_struct.patch_state).</summary>
    public readonly sbyte[] PatchState;

    /// <summary>Whether each still has to switch (TIF_PATCH_PENDING).</summary>
    public readonly bool[] Pending;

    public TaskChunk(object owner)
    {
        Owner = owner;
        Tasks = new KernelTask?[Size];
        PatchState = new sbyte[Size];
        Pending = new bool[Size];
        Array.Fill(PatchState, (sbyte)-1);
    }

    private TaskChunk(TaskChunk origin, object owner)
    {
        Owner = owner;
        Tasks = (KernelTask?[])origin.Tasks.Clone();
        PatchState = (sbyte[])origin.PatchState.Clone();
        Pending = (bool[])origin.Pending.Clone();
        Count = origin.Count;
        Pinned = origin.Pinned;
    }

    /// <summary>Who may write: the table whose token this is.</summary>
    public object Owner { get; set; }

    /// <summary>How many tasks there are.</summary>
    public int Count { get; set; }

    /// <summary>How many of them were handed out as objects.</summary>
    public int Pinned { get; set; }

    /// <summary>A copy for another owner.</summary>
    public TaskChunk Copy(object owner) => new(this, owner);
}
