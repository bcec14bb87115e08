using System;
using System.Collections.Generic;

namespace KlpShell.Core.Machine;

/// <summary>
/// The tasks of a kernel, by process id; whatever else refers to a task does so by that id. A clone shares them with its origin
/// until one of the two writes, so that a million sleeping tasks cost a clone next to nothing. A task that was handed out as an
/// object stays that object in its own kernel.
/// </summary>
public sealed class TaskTable
{
    // The ids of the idle tasks go down from 0, one for each CPU that a kernel may have (NR_CPUS).
    private const int LowestPid = -8192;
    private const int ChunkBits = 8;

    private readonly List<TaskChunk?> _chunks;
    private object _token = new();
    private int _nextPid;

    internal TaskTable(int firstPid)
        : this(firstPid, [], 0)
    {
    }

    private TaskTable(int firstPid, List<TaskChunk?> chunks, int count)
    {
        _nextPid = firstPid;
        _chunks = chunks;
        Count = count;
    }

    /// <summary>How many tasks there are.</summary>
    public int Count { get; private set; }

    /// <summary>All tasks, by rising process id, as they are now: to be read, not kept.</summary>
    public IEnumerable<KernelTask> All
    {
        get
        {
            for (int c = 0; c < _chunks.Count; c++)
            {
                if (_chunks[c] is not { } chunk) continue;
                for (int i = 0; i < TaskChunk.Size; i++)
                {
                    if (chunk.Tasks[i] is { } task) yield return task;
                }
            }
        }
    }

    /// <summary>The chunks, which a transition walks.</summary>
    internal IReadOnlyList<TaskChunk?> Chunks => _chunks;

    /// <summary>The task of that id, or null. The object stays the same for as long as its kernel has the task.</summary>
    public KernelTask? Find(int pid)
    {
        if (Peek(pid) is null) return null;
        KernelTask task = Own(pid);
        if (task.Pinned) return task;
        task.Pinned = true;
        ChunkOf(pid)!.Pinned++;
        return task;
    }

    /// <summary>Which side of a transition a task is on: -1 idle, 0 unpatched, 1 patched.</summary>
    public int PatchStateOf(int pid) => ChunkOf(pid) is { } chunk ? chunk.PatchState[Slot(pid)] : -1;

    /// <summary>True while a task still has to switch (TIF_PATCH_PENDING).</summary>
    public bool IsPending(int pid) => ChunkOf(pid) is { } chunk && chunk.Pending[Slot(pid)];

    /// <summary>The task of that id for a look, or null.</summary>
    internal KernelTask? Peek(int pid) => ChunkOf(pid)?.Tasks[Slot(pid)];

    /// <summary>The task of that id, for writing.</summary>
    internal KernelTask Own(int pid)
    {
        KernelTask task = Peek(pid)!;
        if (task.Pinned || ReferenceEquals(task.Owner, _token)) return task;
        task = task.Copy(_token);
        OwnChunk(pid).Tasks[Slot(pid)] = task;
        return task;
    }

    /// <summary>The same task, for writing.</summary>
    internal KernelTask Own(KernelTask task) => task.Pinned || ReferenceEquals(task.Owner, _token) ? task : Own(task.Pid);

    internal void SetPatchState(int pid, int state, bool pending)
    {
        TaskChunk chunk = OwnChunk(pid);
        chunk.PatchState[Slot(pid)] = (sbyte)state;
        chunk.Pending[Slot(pid)] = pending;
    }

    /// <summary>Puts all tasks on one side, with nothing pending.</summary>
    internal void FillPatchState(int state)
    {
        for (int c = 0; c < _chunks.Count; c++)
        {
            if (_chunks[c] is null) continue;
            TaskChunk chunk = OwnChunkAt(c);
            Array.Fill(chunk.PatchState, (sbyte)state);
            Array.Clear(chunk.Pending);
        }
    }

    /// <summary>Asks every task that isn't on a side to switch to it; with -1, asks nobody any more.</summary>
    internal void MarkPending(int target)
    {
        for (int c = 0; c < _chunks.Count; c++)
        {
            if (_chunks[c] is null) continue;
            TaskChunk chunk = OwnChunkAt(c);
            for (int i = 0; i < TaskChunk.Size; i++) chunk.Pending[i] = target >= 0 && chunk.PatchState[i] != target;
        }
    }

    /// <summary>The chunk of that number, for writing.</summary>
    internal TaskChunk OwnChunkAt(int index)
    {
        TaskChunk chunk = _chunks[index]!;
        if (ReferenceEquals(chunk.Owner, _token)) return chunk;
        chunk = chunk.Copy(_token);
        _chunks[index] = chunk;
        return chunk;
    }

    internal KernelTask Add(string comm, TaskKind kind, int? pid = null)
    {
        KernelTask task = new(pid ?? _nextPid++, comm, kind) { Owner = _token };
        _nextPid = Math.Max(_nextPid, task.Pid + 1);
        int index = Index(task.Pid);
        while (_chunks.Count <= index) _chunks.Add(null);
        _chunks[index] ??= new TaskChunk(_token);
        TaskChunk chunk = OwnChunkAt(index);
        chunk.Tasks[Slot(task.Pid)] = task;
        chunk.PatchState[Slot(task.Pid)] = -1;
        chunk.Pending[Slot(task.Pid)] = false;
        chunk.Count++;
        Count++;
        return task;
    }

    internal void Remove(int pid)
    {
        if (Peek(pid) is not { } task) return;
        TaskChunk chunk = OwnChunk(pid);
        chunk.Tasks[Slot(pid)] = null;
        if (task.Pinned) chunk.Pinned--;
        if (--chunk.Count == 0) _chunks[Index(pid)] = null;
        Count--;
    }

    internal TaskTable Clone()
    {
        // From here on neither table owns what both hold. What was handed out stays with this one; the copy gets its own.
        object mine = new();
        TaskTable copy = new(_nextPid, new List<TaskChunk?>(_chunks), Count);
        for (int c = 0; c < _chunks.Count; c++)
        {
            if (_chunks[c] is not { Pinned: > 0 } chunk) continue;
            if (ReferenceEquals(chunk.Owner, _token)) chunk.Owner = mine;
            copy._chunks[c] = chunk.Copy(copy._token);
            copy._chunks[c]!.Pinned = 0;
            for (int i = 0; i < TaskChunk.Size; i++)
            {
                if (chunk.Tasks[i] is { Pinned: true } task) copy._chunks[c]!.Tasks[i] = task.Copy(copy._token);
            }
        }

        _token = mine;
        return copy;
    }

    private static int Index(int pid) => (pid - LowestPid) >> ChunkBits;

    private static int Slot(int pid) => (pid - LowestPid) & (TaskChunk.Size - 1);

    private TaskChunk? ChunkOf(int pid)
    {
        int index = Index(pid);
        return (uint)index < (uint)_chunks.Count ? _chunks[index] : null;
    }

    private TaskChunk OwnChunk(int pid) => OwnChunkAt(Index(pid));
}
