using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Execution;

/// <summary>Runs the bodies of simulated functions on tasks. Every call goes through the text at the function's entry.</summary>
internal sealed class Executor
{
    private const int DeepestStack = 1000;
    private const int MostRedirections = 64;
    private const int MostSteps = 5_000_000;
    private const int StepsBetweenQuestions = 1024;

    private readonly Kernel _kernel;
    private readonly Dictionary<ulong, CodeEntry> _code;

    public Executor(Kernel kernel)
        : this(kernel, [])
    {
    }

    private Executor(Kernel kernel, Dictionary<ulong, CodeEntry> code)
    {
        _kernel = kernel;
        _code = code;
    }

    /// <summary>Where the way of a call is noted while someone asks for it.</summary>
    public List<CallTraceEntry>? Trace { get; set; }

    /// <summary>The address of code of which somebody wants to know whether it runs at all; 0 once it does.</summary>
    public ulong Awaited { get; set; }

    public void AddCode(CodeEntry code) => _code[code.Address] = code;

    public void RemoveCode(ulong address) => _code.Remove(address);

    /// <summary>What is known of the code at an address.</summary>
    public CodeEntry? CodeAt(ulong address)
    {
        CodeEntry? known = _code.GetValueOrDefault(address);
        return _kernel.StandIns is { } standIns ? standIns.At(_kernel, address, known) : known;
    }

    public Executor Clone(Kernel kernel) => new(kernel, new Dictionary<ulong, CodeEntry>(_code));

    /// <summary>Puts a call on top of the task's stack. A function whose body isn't known returns 0 at once.</summary>
    /// <param name="task">The task that calls.</param>
    /// <param name="function">The address that is called.</param>
    /// <param name="argument">What it is called with.</param>
    /// <param name="storeTo">The caller's local that gets the value, or -1.</param>
    public void Push(KernelTask task, ulong function, Value argument, int storeTo = -1)
    {
        if (task.Depth == 0)
        {
            task.BeginCall();
            task.Outermost = (function, argument);
        }

        ulong ip = Resolve(task, function);
        if (ip == Awaited) Awaited = 0;
        CodeEntry? known = _code.TryGetValue(ip, out CodeEntry? code) ? code : MachineCodeAt(ip);
        if (_kernel.StandIns is { } standIns) known = standIns.At(_kernel, ip, known);
        if (known is not { } entered)
        {
            RequireMapped(ip);
            Deliver(task, storeTo, 0);
            return;
        }

        if (task.Depth == DeepestStack) throw new OopsException("kernel stack overflow", ip);
        if (task.Depth == task.Frames.Length) Array.Resize(ref task.Frames, Math.Max(4, task.Frames.Length * 2));
        task.Frames[task.Depth++] = new Frame { Code = entered, CalledAddress = function, StoreTo = storeTo, Argument = argument };
    }

    /// <summary>Runs the task until its stack is back at a depth, or it sleeps.</summary>
    public RunState Run(KernelTask task, int depth = 0)
    {
        int steps = 0;
        while (task.Depth > depth)
        {
            ref Frame frame = ref task.Frames[task.Depth - 1];
            if (frame.Pc >= frame.Code.Body.Steps.Length)
            {
                Return(task, 0);
                continue;
            }

            if (++steps > MostSteps) return RunState.Spinning;
            if (steps % StepsBetweenQuestions == 0) _kernel.CheckInterrupted();
            Step step = frame.Code.Body.Steps[frame.Pc++];
            if (step is ReturnStep simple)
            {
                Return(task, Read(ref frame, simple.Value));
                continue;
            }

            if (!Do(task, ref frame, step)) return RunState.Asleep;
        }

        return RunState.Done;
    }

    // One step; false when the task went to sleep in it.
    private bool Do(KernelTask task, ref Frame frame, Step step)
    {
        switch (step)
        {
            case CallStep call:
                Call(task, ref frame, call);
                return true;
            case PrintkStep print:
                _kernel.Log.Write(print.Level, Format(ref frame, print.Text));
                return true;
            case SeqPrintfStep print:
                task.SeqFile?.Append(Format(ref frame, print.Text));
                return true;
            case StoreStep store:
                (frame.Locals ??= new Value[8])[store.Local] = Read(ref frame, store.Value);
                return true;
            case BranchStep branch:
                if (!Read(ref frame, branch.Condition).IsTrue) frame.Pc = branch.Otherwise;
                return true;
            case JumpStep jump:
                frame.Pc = jump.Target;
                return true;
            case SetParameterStep set:
                OwnModule(ref frame)?.SetParameter(set.Parameter, Read(ref frame, set.Value));
                return true;
            case LookupSymbolStep lookup:
                WriteVariable(ref frame, lookup.Variable, _kernel.Symbols.AddressOf(lookup.Symbol));
                return true;
            case HostStep host:
                Host(task, host.Function);
                return true;
            case MachineCodeStep machine:
                Machine(task, machine.Address);
                return true;
            case SleepStep sleep:
                _kernel.Scheduler.Sleep(task, sleep.Sleep, _kernel.Clock.Now + sleep.Duration, null);
                return false;
            case WaitStep wait:
                frame.Result = 0;
                if (OwnModule(ref frame)?.Parameter(wait.Parameter) is { IsTrue: true }) return true;
                if (Interrupted(task, wait.Sleep, ref frame)) return true;
                frame.Pc--;
                _kernel.Scheduler.Sleep(task, wait.Sleep, null, frame.Code.Module + "." + wait.Parameter);
                return false;
            default:
                throw new InvalidOperationException($"No step of type {step.GetType().Name} is known here.");
        }
    }

    // A signal breaks an interruptible wait off. A kernel thread is only woken: it looks at its condition again.
    private static bool Interrupted(KernelTask task, TaskState sleep, ref Frame frame)
    {
        if (!task.SignalPending || sleep != TaskState.Interruptible) return false;
        frame.Result = -(long)Errno.ERESTARTSYS;
        return true;
    }

    private void Host(KernelTask task, HostFunction function)
    {
        int index = task.Depth - 1;
        Value value = _kernel.RunHostCode(function, task, task.Frames[index].Code, task.Frames[index].Argument);
        task.Frames[index].Result = value;
        Return(task, value);
    }

    // Machine code runs to its end in one step; what it calls goes through text like any other call.
    private void Machine(KernelTask task, ulong address)
    {
        int index = task.Depth - 1;
        Value value = new MachineCode.Processor(_kernel, task, _kernel.Modules.Containing(address)!).Run(address, task.Frames[index].Argument);
        task.Frames[index].Result = value;
        Return(task, value);
    }

    // A function of a module that was read from a file: nobody described what it does, but its machine code is there.
    private CodeEntry? MachineCodeAt(ulong ip)
    {
        if (_kernel.Modules.Containing(ip) is not { ImageSymbols: { } symbols } module || !symbols.TryFind(ip, out Symbols.SymbolEntry symbol)) return null;
        return new CodeEntry(ip, symbol.Size, symbol.Name, module.Name, Body.Of(new MachineCodeStep(ip)));
    }

    private void Call(KernelTask task, ref Frame frame, CallStep call)
    {
        Value argument = Read(ref frame, call.Argument);
        string? module = frame.Code.Module;
        if (call.Indirect)
        {
            Push(task, ReadVariable(ref frame, call.Function), argument, call.StoreTo);
            return;
        }

        if (_kernel.Natives.TryGetValue(call.Function, out NativeFunction? native) && _kernel.StandIns?.Has(_kernel.Symbols.AddressOf(call.Function)) != true)
        {
            int caller = task.Depth - 1;
            Value value = native(_kernel, task, module, argument);
            task.Frames[caller].Result = value;
            if (call.StoreTo >= 0) (task.Frames[caller].Locals ??= new Value[8])[call.StoreTo] = value;
            return;
        }

        ulong address = module is null ? 0 : _kernel.Modules.Find(module)?.Layout.AddressOf(call.Function) ?? 0;
        if (address == 0) address = _kernel.Symbols.AddressOf(call.Function);
        Push(task, address, argument, call.StoreTo);
    }

    // The address of the code that runs when a function is called: a redirected call enters the new function by its own entry.
    private ulong Resolve(KernelTask task, ulong function)
    {
        ulong ip = _kernel.Ftrace.Enter(task, function);
        task.Note(function, ip);
        if (Trace is not null) Note(task, function, ip);
        int hops = 0;
        while (ip != function)
        {
            if (++hops > MostRedirections) throw new OopsException("the functions redirect to each other without end", ip);
            function = ip;
            ip = _kernel.Ftrace.Enter(task, function);
            if (ip == function) break;

            // A patch of another patch's new function: that one ran, as far as the other is concerned.
            task.Note(function, ip);
            if (Trace is not null) Note(task, function, ip);
        }

        return ip;
    }

    private void Note(KernelTask task, ulong function, ulong ip)
    {
        ulong location = _kernel.Ftrace.Location(function);
        ulong target = location == 0 ? 0 : _kernel.Ftrace.Text.CallTarget(location);
        List<string> handlers = [];
        if (target != 0)
        {
            foreach (Ftrace.FtraceOps ops in _kernel.Ftrace.OpsOf(function)) handlers.Add(ops.Owner);
        }

        string? bytes = location == 0 ? null : Convert.ToHexString(_kernel.Ftrace.Text.ReadBytes(location)).ToLowerInvariant();
        Trace!.Add(new CallTraceEntry(task.Depth, function, _kernel.Symbols.NameAt(function), bytes, target, handlers, ip, _kernel.Symbols.NameAt(ip)));
    }

    private void RequireMapped(ulong ip)
    {
        if (ip == 0) throw new OopsException("NULL pointer dereference", 0, fetched: true);
        if (!_kernel.Symbols.TryFindContaining(ip, out _, out _)) throw new OopsException("paging request", ip, fetched: true);
    }

    private static void Return(KernelTask task, Value value)
    {
        int storeTo = task.Frames[--task.Depth].StoreTo;
        task.Frames[task.Depth] = default;
        Deliver(task, storeTo, value);
    }

    private static void Deliver(KernelTask task, int storeTo, Value value)
    {
        if (task.Depth == 0)
        {
            task.Result = value;
            return;
        }

        ref Frame caller = ref task.Frames[task.Depth - 1];
        caller.Result = value;
        if (storeTo >= 0) (caller.Locals ??= new Value[8])[storeTo] = value;
    }

    private Module? OwnModule(ref Frame frame) => frame.Code.Module is { } name ? _kernel.Modules.Find(name) : null;

    private Value Read(ref Frame frame, Operand operand) => operand.Kind switch
    {
        OperandKind.Constant => operand.Constant,
        OperandKind.Result => frame.Result,
        OperandKind.Local => frame.Locals is { } locals ? locals[operand.Constant.Number] : default,
        OperandKind.Argument => frame.Argument,
        OperandKind.Parameter => OwnModule(ref frame)?.Parameter(operand.Name!) ?? default,
        OperandKind.Variable => (long)ReadVariable(ref frame, operand.Name!),
        _ => default,
    };

    private ulong ReadVariable(ref Frame frame, string name)
    {
        if (OwnModule(ref frame) is not { } module || module.Layout.AddressOf(name) is 0) return 0;
        return module.ReadWord(module.Layout.AddressOf(name));
    }

    private void WriteVariable(ref Frame frame, string name, ulong value)
    {
        if (OwnModule(ref frame) is not { } module || module.Layout.AddressOf(name) is 0) return;
        module.Write(module.Layout.AddressOf(name), BitConverter.GetBytes(value));
    }

    private string Format(ref Frame frame, Template template)
    {
        if (template.Operands.IsEmpty) return template.Format;
        StringBuilder text = new();
        string format = template.Format;
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] == '{' && i + 2 < format.Length && format[i + 2] == '}' && char.IsAsciiDigit(format[i + 1]))
            {
                text.Append(CultureInfo.InvariantCulture, $"{Read(ref frame, template.Operands[format[i + 1] - '0'])}");
                i += 2;
                continue;
            }

            if (format[i] is '{' or '}' && i + 1 < format.Length && format[i + 1] == format[i]) i++;
            text.Append(format[i]);
        }

        return text.ToString();
    }
}
