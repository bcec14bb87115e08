using System.Collections.Generic;

namespace KlpShell.Core.Machine;

/// <summary>The tasks of a kernel, by process id. Whatever else refers to a task does so by that id.</summary>
public sealed class TaskTable
{
    private readonly SortedDictionary<int, KernelTask> _tasks = [];
    private int _nextPid;

    internal TaskTable(int firstPid) => _nextPid = firstPid;

    /// <summary>How many tasks there are.</summary>
    public int Count => _tasks.Count;

    /// <summary>All tasks, by rising process id.</summary>
    public IEnumerable<KernelTask> All => _tasks.Values;

    /// <summary>The task of that id, or null.</summary>
    public KernelTask? Find(int pid) => _tasks.GetValueOrDefault(pid);

    internal KernelTask Add(string comm, TaskKind kind, int? pid = null)
    {
        KernelTask task = new(pid ?? _nextPid++, comm, kind);
        _tasks.Add(task.Pid, task);
        return task;
    }

    internal void Remove(int pid) => _tasks.Remove(pid);

    internal TaskTable Clone(CloneContext context)
    {
        TaskTable copy = new(_nextPid);
        foreach (KernelTask task in _tasks.Values) copy._tasks.Add(task.Pid, context.Copy(task));
        return copy;
    }
}
