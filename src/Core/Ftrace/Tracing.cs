using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
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
    private ImmutableList<KprobeEvent> _events = [];
    private ImmutableList<string> _lines = [];
    private ImmutableDictionary<string, ulong> _places = ImmutableDictionary<string, ulong>.Empty;
    private ImmutableHashSet<string> _waiting = [];
    private ImmutableDictionary<string, int> _hits = ImmutableDictionary<string, int>.Empty;

    internal Tracing(Kernel kernel) => _kernel = kernel;

    private Tracing(Tracing origin, Kernel kernel)
    {
        _kernel = kernel;
        _events = origin._events;
        _lines = origin._lines;
        _places = origin._places;
        _hits = origin._hits;
        _waiting = origin._waiting;
        Filter = origin.Filter;
        Tracer = origin.Tracer;
        IsOn = origin.IsOn;
    }

    /// <summary>The kprobe events, oldest first.</summary>
    public IReadOnlyList<KprobeEvent> Events => _events;

    /// <summary>The lines of the buffer, oldest first.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>The addresses of the functions that the function tracer is to see; empty for all.</summary>
    public ImmutableSortedSet<ulong> Filter { get; private set; } = [];

    /// <summary>Changes what the function tracer is to see; one that is on heeds it at once (ftrace_hash_move_and_update_ops).</summary>
    internal void SetFilter(ImmutableSortedSet<ulong> filter)
    {
        Filter = filter;
        if (Tracer != Function) return;
        Stop();
        Start();
    }

    /// <summary>What went with a module is in no filter any more (clear_mod_from_hashes).</summary>
    internal void ModuleGone(Modules.Module module)
    {
        foreach (ulong address in Filter)
        {
            if (module.Contains(address)) Filter = Filter.Remove(address);
        }
    }

    /// <summary>False while nothing is written to the buffer (tracing_on).</summary>
    public bool IsOn { get; internal set; } = true;

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

    /// <summary>True for an event that is on, even where its module isn't there.</summary>
    public bool IsEventOn(string name) => ProbeOf(name) is not null || _waiting.Contains(name);

    /// <summary>Where an event's probe was put, even where the module is gone since; 0 where it waits for its module.</summary>
    public ulong PlaceOf(KprobeEvent each) => _places.GetValueOrDefault(each.Name);

    /// <summary>How often an event was hit.</summary>
    public int HitsOf(KprobeEvent each) => _hits.GetValueOrDefault(each.Name);

    private ulong AddressOf(KprobeEvent each) => _kernel.Kprobes.AddressOf(each.Function, each.Module);

    internal Tracing Clone(Kernel kernel) => new(this, kernel);

    /// <summary>Makes an event. A second one of the name on another function is refused; on the same it would be one more place of the event.</summary>
    internal Status AddEvent(KprobeEvent added)
    {
        KprobeEventRules rules = _kernel.Release.Ftrace.Events;
        ulong address = AddressOf(added);
        bool waits = address == 0 && added.Module is { } module && !_kernel.Modules.Has(module);
        if (address == 0 && rules.Reports) _kernel.Log.Write(LogLevel.Warning, $"Could not insert probe at {added.Symbol}+0: {-(int)Errno.ENOENT}");
        if (address == 0 && !waits) return Status.Refused(rules.Missing, Refusal.FunctionNotFound, added.Symbol);
        if (rules.Ambiguous != Errno.None && added.Module is null && _kernel.Symbols.Find(added.Function).Count() > 1) return Status.Refused(rules.Ambiguous, Refusal.SymbolAmbiguous, added.Symbol);
        if (_events.Exists(each => each.Name == added.Name)) return Status.Refused(Errno.EEXIST, Refusal.ValueNotAccepted, added.Name);
        if (waits) _kernel.Log.Write(LogLevel.Warning, rules.Reports ? "This probe might be able to register aftertarget module is loaded. Continue." : "trace_kprobe: This probe might be able to register after target module is loaded. Continue.");
        _events = _events.Add(added);
        _places = _places.SetItem(added.Name, address);
        _hits = _hits.Remove(added.Name);
        return Status.Ok;
    }

    /// <summary>The events on a module that comes get new probes (trace_kprobe_module_callback).</summary>
    internal void ModuleComes(Modules.Module module, KernelTask task)
    {
        foreach (KprobeEvent each in _events)
        {
            if (each.Module != module.Name) continue;
            _places = _places.SetItem(each.Name, AddressOf(each));
            if (!IsEventOn(each.Name)) continue;
            if (ProbeOf(each.Name) is { } probe) _kernel.Kprobes.Unregister(probe, task);
            SetEvent(each.Name, on: true, task);
        }
    }

    /// <summary>Takes an event away, or refuses while it is on.</summary>
    internal Status RemoveEvent(string name)
    {
        if (_events.Find(each => each.Name == name) is not { } removed) return Status.Refused(Errno.ENOENT, Refusal.ValueNotAccepted, name);
        if (IsEventOn(name)) return Status.Refused(Errno.EBUSY, Refusal.FtraceBusy, name);
        _events = _events.Remove(removed);
        return Status.Ok;
    }

    /// <summary>Takes all events away, or refuses while one is on.</summary>
    internal Status ClearEvents()
    {
        foreach (KprobeEvent each in _events)
        {
            if (IsEventOn(each.Name)) return Status.Refused(Errno.EBUSY, Refusal.FtraceBusy, each.Name);
        }

        _events = [];
        return Status.Ok;
    }

    /// <summary>Empties the buffer.</summary>
    internal void ClearBuffer() => _lines = [];

    /// <summary>Turns an event on or off.</summary>
    internal Status SetEvent(string name, bool on, KernelTask task)
    {
        Kprobe? probe = ProbeOf(name);
        _waiting = _waiting.Remove(name);
        if (on == probe is not null) return Status.Ok;
        if (on && _places.GetValueOrDefault(name) == 0)
        {
            // Only marked: the probe is made when the module comes (__enable_trace_kprobe).
            _waiting = _waiting.Add(name);
            return Status.Ok;
        }

        if (on && _events.Find(each => each.Name == name) is { } found)
        {
            return _kernel.Kprobes.Register(new Kprobe(found.Function, found.Returns ? KprobeKind.Return : KprobeKind.Pre) { EventName = name, Module = found.Module }, task);
        }

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
        Stop();
        return Status.Ok;
    }

    private void Stop()
    {
        foreach (FtraceOps ops in new List<FtraceOps>(_kernel.Ftrace.Ops))
        {
            if (ops is FunctionTracerOps) _kernel.Ftrace.Unregister(ops);
        }
    }

    /// <summary>A hooked function is called: whoever traces it writes a line.</summary>
    internal void Called(KernelTask task, ulong function)
    {
        if (_events.IsEmpty && Tracer == Nop) return;
        foreach (KprobeEvent each in _events)
        {
            if (ProbeOf(each.Name) is not { Gone: false } probe || probe.Address != function) continue;
            _hits = _hits.SetItem(each.Name, HitsOf(each) + 1);
            Write(task, each.Returns ? $"{each.Name}: ({Place(task)} <- {each.Function})" : $"{each.Name}: ({_kernel.Ftrace.DescribeLocation(function)}{(_kernel.Modules.Containing(function) is { } module ? $" [{module.Name}]" : "")})");
        }

        if (Tracer == Function && IsTraced(function)) Write(task, $"{_kernel.Symbols.NameAt(function)} <-{Caller(task)}");
    }

    private Status Start()
    {
        FunctionTracerOps ops = new();
        foreach (ulong function in Filter) _kernel.Ftrace.SetFilterIp(ops, function);

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
    private string Caller(KernelTask task) => task.Depth > 0 ? task.Frames[task.Depth - 1].Code.Name : _kernel.Symbols.AddressOf("seq_read_iter") == 0 && _kernel.Symbols.AddressOf("seq_read") != 0 ? "seq_read" : "seq_read_iter";

    // How far into it the call stands isn't simulated.
    private string Place(KernelTask task)
    {
        CodeEntry? code = task.Depth > 0 ? task.Frames[task.Depth - 1].Code : null;
        ulong address = code?.Address ?? _kernel.Symbols.AddressOf(Caller(task));
        string module = code?.Module is null ? "" : $" [{code.Module}]";
        return address != 0 && _kernel.Symbols.TryFindContaining(address, out Symbol symbol, out _) ? $"{symbol.Name}+0x0/0x{symbol.Size:x}{module}" : Caller(task);
    }

    private void Write(KernelTask task, string text)
    {
        if (!IsOn) return;
        TimeSpan now = _kernel.Clock.Now;
        string time = string.Create(CultureInfo.InvariantCulture, $"{(long)now.TotalSeconds,5}.{now.Ticks % TimeSpan.TicksPerSecond / 10:000000}");
        _lines = _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{task.Comm,16}-{task.Pid,-7} [000] ...1. {time}: {text}"));
    }
}
