using System;
using System.Collections.Generic;

namespace KlpShell.Core.Machine;

/// <summary>What was done to a kernel from outside, oldest first. A clone shares what is there and goes its own way from there.</summary>
public sealed class History
{
    /// <summary>As many records are kept; the older half goes when there are more.</summary>
    public const int Capacity = 1 << 14;

    private EntranceRecord[] _records;
    private bool _shared;
    private int _count;

    internal History() => _records = [];

    private History(History origin)
    {
        origin._shared = _shared = true;
        _records = origin._records;
        _count = origin._count;
    }

    /// <summary>The records, oldest first.</summary>
    public IReadOnlyList<EntranceRecord> Records => new ArraySegment<EntranceRecord>(_records, 0, _count);

    internal History Clone() => new(this);

    internal void Add(EntranceRecord record)
    {
        if (_shared || _count == _records.Length)
        {
            int kept = _count == Capacity ? Capacity / 2 : _count;
            EntranceRecord[] grown = new EntranceRecord[Math.Min(Capacity, Math.Max(16, kept * 2))];
            Array.Copy(_records, _count - kept, grown, 0, kept);
            (_records, _count, _shared) = (grown, kept, false);
        }

        _records[_count++] = record;
    }
}
