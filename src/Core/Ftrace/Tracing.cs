using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using KlpShell.Core.Machine;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Ftrace;

/// <summary>What tracefs controls beyond single hooks: kprobe events, the function tracer, and the buffer that both write to (kernel/trace).</summary>
public sealed class Tracing
{
    /// <summary>The tracer that does nothing.</summary>
    public const string Nop = "nop";

    /// <summary>The function tracer.</summary>
    public const string Function = "function";

    private readonly Kernel _kernel;
    private ImmutableSortedDictionary<string, string> _events = ImmutableSortedDictionary<string, string>.Empty;
    private ImmutableList<string> _lines = [];

    internal Tracing(Kernel kernel) => _kernel = kernel;

    private Tracing(Tracing origin, Kernel kernel)
    {
        _kernel = kernel;
        _events = origin._events;
        _lines = origin._lines;
        Filter = origin.Filter;
        Tracer = origin.Tracer;
    }

    /// <summary>The kprobe events: their names, and the functions that they sit on.</summary>
    public IReadOnlyDictionary<string, string> Events => _events;

    /// <summary>The lines of the buffer, oldest first.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>The functions that the function tracer is to see; empty for all.</summary>
    public ImmutableArray<string> Filter { get; internal set; } = [];

    /// <summary>The tracer that is on.</summary>
    public string Tracer { get; private set; } = Nop;

    /// <summary>The probe of an event that is on, or null.</summary>
    public Kprobe? ProbeOf(string name)
    {
        foreach (Kprobe probe in _kernel.Kprobes.Probes)
        {
            if (probe.EventName == name) return probe;
        }

        return null;
    }

    internal Tracing Clone(Kernel kernel) => new(this, kernel);

    /// <summary>Makes an event.</summary>
    internal Status AddEvent(string name, string symbol)
    {
        if (_kernel.Symbols.AddressOf(symbol) == 0) return Status.Refused(Errno.EINVAL, Refusal.FunctionNotFound, symbol);
        _events = _events.SetItem(name, symbol);
        return Status.Ok;
    }

    /// <summary>Takes all events away, or refuses while one is on.</summary>
    internal Status ClearEvents()
    {
        foreach (string name in _events.Keys)
        {
            if (ProbeOf(name) is not null) return Status.Refused(Errno.EBUSY, Refusal.FtraceBusy, name);
        }

        _events = _events.Clear();
        return Status.Ok;
    }

    /// <summary>Turns an event on or off.</summary>
    internal Status SetEvent(string name, bool on, KernelTask task)
    {
        Kprobe? probe = ProbeOf(name);
        if (on == probe is not null) return Status.Ok;
        if (on) return _kernel.Kprobes.Register(new Kprobe(_events[name], KprobeKind.Pre) { EventName = name }, task);
        _kernel.Kprobes.Unregister(probe!, task);
        return Status.Ok;
    }

    /// <summary>Changes the tracer; the buffer begins anew.</summary>
    internal Status SetTracer(string name)
    {
        if (name is not (Nop or Function)) return Status.Refused(Errno.EINVAL, Refusal.ValueNotAccepted, name);
        if (name == Tracer) return Status.Ok;
        Tracer = name;
        _lines = _lines.Clear();
        if (name == Function) return Start();
        foreach (FtraceOps ops in new List<FtraceOps>(_kernel.Ftrace.Ops))
        {
            if (ops is FunctionTracerOps) _kernel.Ftrace.Unregister(ops);
        }

        return Status.Ok;
    }

    /// <summary>A hooked function is called: whoever traces it writes a line.</summary>
    internal void Called(KernelTask task, ulong function)
    {
        if (_events.IsEmpty && Tracer == Nop) return;
        foreach (string name in _events.Keys)
        {
            if (ProbeOf(name)?.Address == function) Write(task, $"{name}: ({_kernel.Ftrace.DescribeLocation(function)})");
        }

        if (Tracer == Function && IsTraced(function)) Write(task, $"{_kernel.Symbols.NameAt(function)} <-{Caller(task)}");
    }

    private Status Start()
    {
        FunctionTracerOps ops = new();
        foreach (string name in Filter)
        {
            foreach (Symbol symbol in _kernel.Symbols.Find(name)) _kernel.Ftrace.SetFilterIp(ops, symbol.Address);
        }

        // Without a filter it would be each of the functions of the kernel, which nobody could tell apart from none here.
        return ops.Filter.Count == 0 ? Status.Ok : _kernel.Ftrace.Register(ops);
    }

    private bool IsTraced(ulong function)
    {
        foreach (FtraceOps ops in _kernel.Ftrace.OpsOf(function))
        {
            if (ops is FunctionTracerOps) return true;
        }

        return false;
    }

    // Of the way from the system call to a file's own function nothing is simulated but its last step.
    private static string Caller(KernelTask task) => task.Depth > 0 ? task.Frames[task.Depth - 1].Code.Name : "seq_read_iter";

    private void Write(KernelTask task, string text)
    {
        TimeSpan now = _kernel.Clock.Now;
        string time = string.Create(CultureInfo.InvariantCulture, $"{(long)now.TotalSeconds,5}.{now.Ticks % TimeSpan.TicksPerSecond / 10:000000}");
        _lines = _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{task.Comm,16}-{task.Pid,-7} [000] ...1. {time}: {text}"));
    }
}
