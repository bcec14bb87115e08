using System;
using System.Collections.Generic;

namespace KlpShell.Core.Machine;

/// <summary>
/// The kernel's log (printk). Records are stamped with virtual time. A clone shares the records written so far
/// and goes its own way from there.
/// </summary>
public sealed class KernelLog
{
    /// <summary>As many records are kept; older ones fall off, as they do from the kernel's ring buffer.</summary>
    public const int Capacity = 1 << 17;

    /// <summary>The console's level where the command line says nothing (CONFIG_CONSOLE_LOGLEVEL_DEFAULT).</summary>
    public const int DefaultConsoleLevel = 7;

    private readonly VirtualClock _clock;
    private readonly HashSet<string> _once;
    private LogRecord[] _records;
    private bool _shared;
    private int _start;
    private int _count;
    private long _next;

    internal KernelLog(VirtualClock clock)
    {
        _clock = clock;
        _records = new LogRecord[32];
        _once = [];
    }

    private KernelLog(KernelLog origin, VirtualClock clock)
    {
        ConsoleLevel = origin.ConsoleLevel;
        _clock = clock;
        origin._shared = _shared = true;
        _records = origin._records;
        _start = origin._start;
        _count = origin._count;
        _next = origin._next;
        _once = origin._once.Count == 0 ? [] : new HashSet<string>(origin._once);
    }

    /// <summary>The sequence number that the next record will get: remember it, and <see cref="Since"/> gives what came after.</summary>
    public long NextSequence => _next;

    /// <summary>The records that dmesg shows now, oldest first.</summary>
    public IReadOnlyList<LogRecord> Records => new ArraySegment<LogRecord>(_records, _start, _count);

    /// <summary>The records from sequence number <paramref name="sequence"/> on.</summary>
    public IReadOnlyList<LogRecord> Since(long sequence)
    {
        int first = _count;
        while (first > 0 && _records[_start + first - 1].Sequence >= sequence) first--;
        return new ArraySegment<LogRecord>(_records, _start + first, _count - first);
    }

    /// <summary>Lines of a lower level than this go to the console too (console_loglevel); the first number of kernel.printk.</summary>
    public int ConsoleLevel { get; set; } = DefaultConsoleLevel;

    /// <summary>Logs one line (printk).</summary>
    /// <param name="level">The line's level.</param>
    /// <param name="text">The line; a trailing newline is dropped, and one inside begins a new record.</param>
    public void Write(LogLevel level, string text)
    {
        foreach (string line in text.TrimEnd('\n').Split('\n')) Append(level, line, _clock.Now);
    }

    /// <summary>Puts a line in that was logged at another time, on a host that was captured.</summary>
    internal void Enter(TimeSpan time, LogLevel level, string text) => Append(level, text, time);

    /// <summary>Logs a line once in the life of this kernel (pr_notice_once and its kin).</summary>
    /// <param name="site">A name for the place in the code; each is logged once.</param>
    /// <param name="level">The line's level.</param>
    /// <param name="text">The line.</param>
    public void WriteOnce(string site, LogLevel level, string text)
    {
        if (_once.Add(site)) Write(level, text);
    }

    /// <summary>True for the first time that a place in the code asks.</summary>
    internal bool FirstTime(string site) => _once.Add(site);

    /// <summary>Keeps a line that is logged once from being logged at all.</summary>
    /// <param name="site">The name of the place in the code.</param>
    internal void Silence(string site) => _once.Add(site);

    /// <summary>Empties the log, as <c>dmesg -C</c> does. Once-only lines do not come again.</summary>
    public void Clear()
    {
        _records = new LogRecord[32];
        _shared = false;
        _start = _count = 0;
    }

    internal KernelLog Clone(VirtualClock clock) => new(this, clock);

    private void Append(LogLevel level, string line, TimeSpan time)
    {
        if (_count == Capacity)
        {
            _start++;
            _count--;
        }

        if (_shared || _start + _count == _records.Length)
        {
            LogRecord[] grown = new LogRecord[Math.Max(32, _count * 2)];
            Array.Copy(_records, _start, grown, 0, _count);
            _records = grown;
            _start = 0;
            _shared = false;
        }

        _records[_start + _count++] = new LogRecord(_next++, time, level, line);
    }
}
