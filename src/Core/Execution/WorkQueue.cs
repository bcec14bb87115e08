using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace KlpShell.Core.Execution;

/// <summary>What was queued to be done, by when it is due and then by when it was queued (kernel/workqueue.c). A clone shares it and goes its own way.</summary>
internal sealed class WorkQueue
{
    private ImmutableSortedDictionary<(TimeSpan Due, long Number), WorkItem> _items;
    private long _next;

    public WorkQueue()
        : this(ImmutableSortedDictionary<(TimeSpan Due, long Number), WorkItem>.Empty, 0)
    {
    }

    private WorkQueue(ImmutableSortedDictionary<(TimeSpan Due, long Number), WorkItem> items, long next)
    {
        _items = items;
        _next = next;
    }

    /// <summary>When the first item is due; null when there is none.</summary>
    public TimeSpan? NextDue => _items.IsEmpty ? null : First().Due;

    /// <summary>True when anything but retries is queued.</summary>
    public bool HasRealWork
    {
        get
        {
            foreach (WorkItem item in _items.Values)
            {
                if (!item.IsRetry) return true;
            }

            return false;
        }
    }

    /// <summary>All of it, in the order in which it is due.</summary>
    public IEnumerable<((TimeSpan Due, long Number) Key, WorkItem Item)> All
    {
        get
        {
            foreach (((TimeSpan Due, long Number) key, WorkItem item) in _items) yield return (key, item);
        }
    }

    /// <summary>Queues an item.</summary>
    public void Add(TimeSpan due, WorkItem item) => _items = _items.Add((due, _next++), item);

    /// <summary>Takes all items out that a test is true for (cancel_work).</summary>
    public void Cancel(Predicate<WorkItem> test)
    {
        foreach (((TimeSpan Due, long Number) key, WorkItem item) in _items)
        {
            if (test(item)) _items = _items.Remove(key);
        }
    }

    /// <summary>Takes the first item that is due.</summary>
    public bool TryTake(TimeSpan now, out WorkItem? item)
    {
        item = null;
        if (_items.IsEmpty || First() is var first && first.Due > now) return false;
        item = _items[first];
        _items = _items.Remove(first);
        return true;
    }

    public WorkQueue Clone() => new(_items, _next);

    private (TimeSpan Due, long Number) First()
    {
        foreach ((TimeSpan Due, long Number) key in _items.Keys) return key;
        return default;
    }
}
