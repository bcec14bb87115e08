using System.Collections.Generic;
using KlpShell.Core.Faults;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Ftrace;

/// <summary>
/// The function tracer, as far as live patching stands on it (kernel/trace/ftrace.c): who hooks which function, what the five bytes
/// at its entry are, and what runs when it is called.
/// </summary>
public sealed partial class FtraceCore
{
    private const uint TrampolineSize = 4096;

    private readonly FtraceProfile _profile;
    private readonly Kernel _kernel;
    private readonly uint _entryOffset;

    // The head of the kernel's list comes first: register_ftrace_function() puts new ops at the head, and a call walks from there.
    private readonly LinkedList<FtraceOps> _ops = [];
    private readonly Dictionary<ulong, FtraceRecord> _records = [];
    private readonly Dictionary<ulong, FtraceOps> _trampolines = [];
    private readonly ulong _regsCaller;

    internal FtraceCore(Kernel kernel, FtraceProfile profile, uint entryOffset, KernelText text, ulong regsCaller)
    {
        _kernel = kernel;
        _profile = profile;
        _entryOffset = entryOffset;
        Text = text;
        _regsCaller = regsCaller;
    }

    /// <summary>The text that is poked.</summary>
    public KernelText Text { get; }

    /// <summary>What kernel.ftrace_enabled says. While it is 0, nothing is hooked, whoever is registered.</summary>
    public int Enabled { get; private set; } = 1;

    /// <summary>True once ftrace has found itself inconsistent, and given up: nothing can be hooked any more (ftrace_disabled).</summary>
    public bool Disabled { get; private set; }

    /// <summary>The registered ops, head of the list first.</summary>
    public IReadOnlyCollection<FtraceOps> Ops => _ops;

    /// <summary>The records that somebody wants to see, vmlinux first and by address, then module by module as they were loaded.</summary>
    public IEnumerable<FtraceRecord> Records
    {
        get
        {
            List<FtraceRecord> used = [];
            foreach (FtraceRecord record in _records.Values)
            {
                if (record.Count > 0) used.Add(record);
            }

            // A module's pages go to the end of the list (ftrace_process_locs).
            used.Sort((a, b) => _kernel.Modules.Order(a.Module) is var left && _kernel.Modules.Order(b.Module) is var right && left != right ? left.CompareTo(right) : a.Ip.CompareTo(b.Ip));
            return used;
        }
    }

    /// <summary>The ops whose own trampoline lies at an address, or null.</summary>
    public FtraceOps? TrampolineOwner(ulong address) => _trampolines.GetValueOrDefault(address);

    /// <summary>The addresses of the ops's own trampolines, newest first.</summary>
    public IEnumerable<ulong> Trampolines
    {
        get
        {
            List<ulong> addresses = [.. _trampolines.Keys];
            addresses.Sort(static (a, b) => b.CompareTo(a));
            return addresses;
        }
    }

    /// <summary>The machine code of the trampoline at an address; empty where none of an ops's own lies there.</summary>
    public byte[] TrampolineBytes(ulong address) => _trampolines.ContainsKey(address) ? TrampolineCode.Bytes(address, ListFunction) : [];

    /// <summary>The address of the shared trampoline, which walks the whole list.</summary>
    public ulong ListTrampoline => _regsCaller;

    /// <summary>The record of a function, or null where nobody ever asked for it.</summary>
    public FtraceRecord? Record(ulong function) => _records.GetValueOrDefault(Place(function));

    /// <summary>The ftrace location of a function, or 0 where it isn't traceable (ftrace_location).</summary>
    public ulong Location(ulong function) => _kernel.Symbols.FtraceLocation(function, _entryOffset);

    /// <summary>Adds a function to what the ops want to see, or takes it out (ftrace_set_filter_ip).</summary>
    /// <returns>-EINVAL where the function isn't traceable, -ENOENT where the filter hasn't got it.</returns>
    public Status SetFilterIp(FtraceOps ops, ulong function, bool remove = false)
    {
        if (Disabled) return Status.Refused(Errno.ENODEV, Refusal.FtraceFilterFailed);
        ulong location = Location(function);
        if (_kernel.Refuses(location == 0, Refusal.FunctionNotTraceable, function)) return Status.Refused(Errno.EINVAL, Refusal.FunctionNotTraceable);
        Errno fault = _kernel.Fails(remove ? FaultPoint.FtraceUnfilter : FaultPoint.FtraceFilter);
        if (fault != Errno.None) return Status.Refused(fault, Refusal.FtraceFilterFailed);
        if (remove)
        {
            if (!ops.MutableFilter.Remove(location)) return Status.Refused(Errno.ENOENT, Refusal.FunctionNotTraceable);
            if (!ops.IsRegistered || !_records.TryGetValue(location, out FtraceRecord? record)) return Status.Ok;

            // While the count falls the ops still has its old filter: whether anybody needs the registers is answered with yes (test_rec_ops_needs_regs).
            bool regs = record.SaveRegs && (ops.Flags & FtraceOpsFlags.SaveRegs) != 0;
            RemoveFromRecord(location);
            record.SaveRegs |= regs && record.Count > 0;
            return Status.Ok;
        }

        if (ops.MutableFilter.Contains(location)) return Status.Ok;
        ops.MutableFilter.Add(location);
        if (!ops.IsRegistered) return Status.Ok;
        if (Conflicts(ops, location))
        {
            ops.MutableFilter.Remove(location);
            return Status.Refused(Errno.EBUSY, Refusal.IpModifyConflict);
        }

        AddToRecord(ops, location);
        return Status.Ok;
    }

    /// <summary>Puts ops at the head of the list, and hooks what they want to see (register_ftrace_function).</summary>
    /// <returns>-EBUSY where they are registered already, or where another user of a function may change the instruction pointer too.</returns>
    public Status Register(FtraceOps ops)
    {
        if (Disabled) return Status.Refused(Errno.ENODEV, Refusal.FtraceRegisterFailed);
        if (_kernel.Refuses(ops.IsRegistered, Refusal.FtraceRegisterFailed)) return Status.Refused(Errno.EBUSY, Refusal.FtraceRegisterFailed);
        if (_kernel.Refuses(_profile.PermanentGuard && Enabled == 0 && (ops.Flags & FtraceOpsFlags.Permanent) != 0, Refusal.FtraceBusy)) return Status.Refused(Errno.EBUSY, Refusal.FtraceBusy);
        foreach (ulong location in ops.Filter)
        {
            if (_kernel.Refuses(Conflicts(ops, location), Refusal.IpModifyConflict, location)) return Status.Refused(Errno.EBUSY, Refusal.IpModifyConflict);
        }

        Errno fault = _kernel.Fails(FaultPoint.FtraceRegister);
        if (fault != Errno.None) return Status.Refused(fault, Refusal.FtraceRegisterFailed);
        ops.IsRegistered = true;
        ops.Trampoline = _kernel.Modules.Allocate(TrampolineSize);
        _trampolines.Add(ops.Trampoline, ops);
        ops.Node = _ops.AddFirst(ops);
        foreach (ulong location in ops.Filter) AddToRecord(ops, location);
        return Status.Ok;
    }

    /// <summary>Takes ops off the list, and unhooks what only they wanted to see (unregister_ftrace_function).</summary>
    /// <param name="ops">The ops.</param>
    /// <param name="task">The task that does it.</param>
    public Status Unregister(FtraceOps ops, KernelTask? task = null)
    {
        if (_kernel.Refuses(!ops.IsRegistered, Refusal.FtraceUnregisterFailed)) return Status.Refused(Errno.EBUSY, Refusal.FtraceUnregisterFailed);
        Errno fault = _kernel.Fails(FaultPoint.FtraceUnregister);
        if (fault != Errno.None) return Status.Refused(fault, Refusal.FtraceUnregisterFailed);
        if (ops.Node is not null) _ops.Remove(ops.Node);
        ops.Node = null;
        ops.IsRegistered = false;
        foreach (ulong location in ops.Filter)
        {
            bool uncounted = !Disabled && !_records.ContainsKey(location) && _kernel.Modules.Containing(location) is { } module && System.Array.BinarySearch(module.FtraceLocations, location) >= 0;
            RemoveFromRecord(location);
            if (!uncounted) continue;

            // FTRACE_WARN_ON: from here on ftrace does nothing any more (ftrace_kill).
            _kernel.Warn(task ?? _kernel.Shell, _profile.CountWarn);
            Disabled = true;
        }

        _trampolines.Remove(ops.Trampoline);
        ops.Trampoline = 0;
        return Status.Ok;
    }

    /// <summary>A write to kernel.ftrace_enabled.</summary>
    /// <returns>-EBUSY under permanent ops, in the releases that know them.</returns>
    public Status SetEnabled(int value)
    {
        bool changes = (Enabled != 0) != (value != 0);
        if (changes && value == 0 && _profile.PermanentGuard)
        {
            foreach (FtraceOps ops in _ops)
            {
                if ((ops.Flags & FtraceOpsFlags.Permanent) == 0) continue;

                // What was there before, whatever its number, is now a plain true (ftrace_enable_sysctl, kernel/trace/ftrace.c).
                Enabled = 1;
                return Status.Refused(Errno.EBUSY, Refusal.FtraceBusy);
            }
        }

        Enabled = value;
        if (!changes) return Status.Ok;
        foreach (FtraceRecord record in _records.Values) UpdateText(record);
        return Status.Ok;
    }

    /// <summary>
    /// A task executes a function's first bytes. Where they are a call, the trampoline behind it runs its ops; the address
    /// at which execution goes on comes back.
    /// </summary>
    internal ulong Enter(KernelTask task, ulong function)
    {
        ulong location = function + _entryOffset;
        ulong target = Text.CallTarget(location);
        if (target == 0)
        {
            // Compilers leave the first four bytes out where nobody takes a function's address.
            if (_entryOffset == 0) return function;
            location = function;
            target = Text.CallTarget(location);
            if (target == 0) return function;
        }

        _kernel.Tracing.Called(task, function);
        FtraceRegs regs = new() { Called = function, Ip = function, Task = task };
        if (_trampolines.TryGetValue(target, out FtraceOps? only))
        {
            only.Handle(ref regs);
            return regs.Ip;
        }

        for (LinkedListNode<FtraceOps>? node = _ops.First; node is not null; node = node.Next)
        {
            if (node.Value.MutableFilter.Contains(location)) node.Value.Handle(ref regs);
        }

        if (!regs.Diverted || regs.Ip == function) return regs.Ip;

        // The caller's registers, stack and interrupt flag are the probe's now: what the machine dies of, and when, is chance.
        _kernel.Corrupted = true;
        throw new OopsException("a jprobe's saved registers no longer match the call", regs.Ip, fetched: true);
    }

    /// <summary>A function's ftrace location as <c>function+0xOFFSET/0xSIZE</c>.</summary>
    internal string DescribeLocation(ulong function)
    {
        _kernel.Symbols.TryFindContaining(function, out Symbols.Symbol symbol, out _);
        return $"{symbol.Name}+0x{Place(function) - function:x}/0x{symbol.Size:x}";
    }

    /// <summary>The ops that see calls of a function, in the order in which they run.</summary>
    public IReadOnlyList<FtraceOps> OpsOf(ulong function)
    {
        ulong location = Place(function);
        List<FtraceOps> seeing = [];
        foreach (FtraceOps ops in _ops)
        {
            if (ops.MutableFilter.Contains(location)) seeing.Add(ops);
        }

        return seeing;
    }

    /// <summary>The line of enabled_functions for a record, without its newline.</summary>
    public string Describe(FtraceRecord record)
    {
        // Of a module that went without a word only the address is left.
        bool gone = record.Module is not null && _kernel.Modules.Containing(record.Function) is null;
        string name = _kernel.Symbols.NameAt(record.Function) + (record.Module is null || gone ? "" : $" [{record.Module}]");
        FtraceOps? alone = _ops.Count == 1 ? _ops.First!.Value : null;
        return $"{name} ({record.Count}){_profile.Style.Flags(record)}{_profile.Style.Behind(_kernel, record.Only, alone)}";
    }

    internal FtraceCore Clone(Kernel kernel, CloneContext context)
    {
        FtraceCore copy = new(kernel, _profile, _entryOffset, Text.Clone(), _regsCaller) { Enabled = Enabled, Disabled = Disabled };
        copy._trampolines.EnsureCapacity(_trampolines.Count);
        foreach (FtraceOps ops in _ops)
        {
            FtraceOps twin = context.Copy(ops);
            twin.Node = copy._ops.AddLast(twin);
            copy._trampolines.Add(twin.Trampoline, twin);
        }

        foreach (FtraceRecord record in _records.Values) copy._records.Add(record.Ip, context.Copy(record));
        return copy;
    }

    // Where a function's record is kept, also when it can't be traced any more.
    private ulong Place(ulong function) => Location(function) is not 0 and var location ? location : function + _entryOffset;

    // Newer kernels call it by another name.
    private ulong ListFunction => _kernel.Symbols.AddressOf("ftrace_ops_list_func") is not 0 and var old ? old : _kernel.Symbols.AddressOf("arch_ftrace_ops_list_func");

    // A function takes only one user who may change the instruction pointer (__ftrace_hash_update_ipmodify).
    private bool Conflicts(FtraceOps ops, ulong location) =>
        (ops.Flags & FtraceOpsFlags.IpModify) != 0 && _records.TryGetValue(location, out FtraceRecord? record) && record.IpModify;

    private void AddToRecord(FtraceOps ops, ulong location)
    {
        if (!_records.TryGetValue(location, out FtraceRecord? record))
        {
            // A filter may still hold a function that went with its module: there is no place any more that it could mean.
            ulong function = _kernel.Symbols.FunctionAt(location, _entryOffset);
            if (function == 0 || Location(function) != location) return;
            record = new FtraceRecord(location, function, _kernel.Modules.Containing(function)?.Name);
            _records.Add(location, record);
        }

        record.Count++;
        record.SaveRegs |= (ops.Flags & FtraceOpsFlags.SaveRegs) != 0;
        record.IpModify |= (ops.Flags & FtraceOpsFlags.IpModify) != 0;
        record.Modified |= record.IpModify;
        record.Only = record.Count == 1 ? ops : null;
        UpdateText(record);
    }

    // Early kernels never give a trampoline back to the ops that is left: they only ever clear the flag when a count falls.
    private void RemoveFromRecord(ulong location)
    {
        if (!_records.TryGetValue(location, out FtraceRecord? record)) return;
        record.Count--;
        record.Only = null;
        record.SaveRegs = record.IpModify = false;
        if (record.Count == 0)
        {
            UpdateText(record);
            if (!record.Modified) _records.Remove(location);
            return;
        }

        foreach (FtraceOps ops in _ops)
        {
            if (!ops.MutableFilter.Contains(location)) continue;
            record.SaveRegs |= (ops.Flags & FtraceOpsFlags.SaveRegs) != 0;
            record.IpModify |= (ops.Flags & FtraceOpsFlags.IpModify) != 0;
            if (_profile.TrampolineComesBack && record.Count == 1) record.Only = ops;
        }

        UpdateText(record);
    }

    private void UpdateText(FtraceRecord record)
    {
        record.IsEnabled = Enabled != 0 && record.Count > 0;
        if (!record.IsEnabled)
        {
            Text.PokeNop(record.Ip);
            return;
        }

        Text.PokeCall(record.Ip, record.Only?.Trampoline ?? _regsCaller);
    }
}
