using System;
using System.Collections.Generic;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>
/// Looks for functions on the stacks of tasks: those that are to be patched, or the new ones that are to go (klp_check_stack,
/// kernel/livepatch/transition.c). Made for one attempt over all tasks, it asks each stack that several tasks share only once.
/// </summary>
internal sealed class StackCheck
{
    // MAX_STACK_ENTRIES: a deeper stack doesn't fit, and counts as unreliable.
    private const int MostEntries = 100;

    // Tasks that wait for the same thing stand in few stacks; where there are many, looking again is cheaper than remembering.
    private const int MostKnown = 64;

    private readonly List<(ulong Start, ulong End, string Name)> _inOrder = [];
    private readonly ulong[] _starts;
    private readonly ulong[] _ends;
    private readonly ulong _first;
    private readonly ulong _span;
    private readonly Dictionary<Frame[], string?> _known = new(ReferenceEqualityComparer.Instance);
    private Frame[]? _lastFrames;
    private string? _lastName;

    public StackCheck(ConsistencyPatch patch, int target, FuncStacks<ConsistencyOps> stacks)
    {
        foreach (ConsistencyObject obj in patch.EachOf)
        {
            if (!obj.Patched) continue;
            foreach (ConsistencyFunc func in obj.Funcs) Add(func, target, stacks);
        }

        List<(ulong Start, ulong End, string Name)> sorted = [.. _inOrder];
        sorted.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        _starts = new ulong[sorted.Count];
        _ends = new ulong[sorted.Count];
        for (int i = 0; i < sorted.Count; i++)
        {
            _starts[i] = sorted[i].Start;

            // A range ends where any that began before it ends last, so that one look at the last beginning is enough.
            _ends[i] = i == 0 ? sorted[i].End : Math.Max(_ends[i - 1], sorted[i].End);
        }

        if (_starts.Length == 0) return;
        _first = _starts[0];
        _span = _ends[^1] - _first;
    }

    /// <summary>The old name of the function that a task is in; null when it is in none.</summary>
    /// <param name="task">The task, which doesn't run.</param>
    /// <param name="reliable">False when the stack can't be trusted.</param>
    public string? Find(KernelTask task, out bool reliable)
    {
        reliable = task.HasReliableStack && task.Depth <= MostEntries;
        if (!reliable || task.Depth == 0 || _starts.Length == 0) return null;
        if (!task.SharesFrames) return Look(task.Frames, task.Depth);
        if (ReferenceEquals(task.Frames, _lastFrames)) return _lastName;
        if (!_known.TryGetValue(task.Frames, out string? name))
        {
            name = Look(task.Frames, task.Depth);
            if (_known.Count < MostKnown) _known.Add(task.Frames, name);
        }

        _lastFrames = task.Frames;
        _lastName = name;
        return name;
    }

    private void Add(ConsistencyFunc func, int target, FuncStacks<ConsistencyOps> stacks)
    {
        ulong start;
        ulong size;
        if (target == Transition.Unpatched)
        {
            (start, size) = (func.Target, func.NewSize);
        }
        else if (stacks.Find(func.OldAddress)?.Stack.IsSingular != false || func.Below is not ConsistencyFunc previous)
        {
            (start, size) = (func.OldAddress, func.OldSize);
        }
        else
        {
            (start, size) = (previous.Target, previous.NewSize);
        }

        if (size > 0) _inOrder.Add((start, start + size, func.OldName));
    }

    private string? Look(Frame[] frames, int depth)
    {
        for (int i = 0; i < depth; i++)
        {
            ulong address = frames[i].Code.Address;
            if (address - _first < _span && IsRelevant(address)) return FirstName(frames, depth);
        }

        return null;
    }

    private bool IsRelevant(ulong address)
    {
        int index = Array.BinarySearch(_starts, address);
        if (index >= 0) return true;
        index = ~index - 1;
        return index >= 0 && address < _ends[index];
    }

    // The kernel goes through the functions, and for each through the stack.
    private string? FirstName(Frame[] frames, int depth)
    {
        foreach ((ulong start, ulong end, string name) in _inOrder)
        {
            for (int i = 0; i < depth; i++)
            {
                if (frames[i].Code.Address >= start && frames[i].Code.Address < end) return name;
            }
        }

        return null;
    }
}
