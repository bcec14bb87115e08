using System;
using System.Collections.Generic;
using KlpShell.Core.Execution;
using KlpShell.Core.Execution.MachineCode;
using KlpShell.Core.Faults;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Journal;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;
using KlpShell.Core.Sysfs;

namespace KlpShell.Core;

/// <summary>
/// A simulated kernel: one value. Everything that can change hangs off it, and <see cref="Clone()"/> gives an independent copy.
/// It has no locks: whoever holds it uses it alone.
/// </summary>
public sealed partial class Kernel
{
    /// <summary>The line that tells, once in a boot, that lock debugging was turned off by a taint (add_taint, kernel/panic.c).</summary>
    internal const string LockDebuggingOff = "lockdep";

    private const string ShellName = "bash";

    private readonly List<MixedExecution> _mixed = [];
    private readonly List<OpaqueCode> _opaque = [];
    private int _shellPid;

    // How many objects the last clone had: the next one makes room for as many.
    private int _objects = 256;

    private Kernel(KernelDefinition definition)
    {
        Definition = definition;
        Clock = new VirtualClock(TimeSpan.FromSeconds(4));
        Log = new KernelLog(Clock) { ConsoleLevel = ConsoleLevelOf(definition.CommandLine) };
        History = new History();
        Faults = new FaultPlan(definition.Faults);
        Tasks = new TaskTable(36);
        Modules = new ModuleTable(definition.ModuleArea);
        Symbols = new KernelSymbols(this, definition.Traceable ?? TraceableSet.AllFunctions(definition.Symbols));
        ulong regsCaller = Symbols.AddressOf("ftrace_regs_caller");
        Ftrace = new FtraceCore(this, definition.Release.Ftrace, definition.EntryOffset, new KernelText(), regsCaller == 0 ? 0xffffffff81000010 : regsCaller);
        Kprobes = definition.Release.CreateKprobes(this);
        Tracing = new Tracing(this);
        Loader = definition.Release.CreateLoader(this);
        Executor = new Executor(this);
        Scheduler = new Scheduler(this);
        DynamicDebug = new DynamicDebug(definition.Release.Lines);
        Files = new FileTree(this);
        Livepatch = definition.Release.CreateCore();
        Livepatch.Kernel = this;
        RegisterNotifiers();
    }

    // loglevel=N of the command line (kernel/main.c, init).
    private static int ConsoleLevelOf(string commandLine)
    {
        foreach (string word in commandLine.Split(' '))
        {
            if (word.StartsWith("loglevel=", StringComparison.Ordinal) && int.TryParse(word.AsSpan(9), out int level)) return level;
        }

        return KernelLog.DefaultConsoleLevel;
    }

    private Kernel(Kernel origin, CloneContext context, KernelDefinition? definition = null)
    {
        Definition = definition ?? origin.Definition;
        Clock = origin.Clock.Clone();
        Log = origin.Log.Clone(Clock);
        History = origin.History.Clone();
        Taints = origin.Taints;
        _mixed.AddRange(origin._mixed);
        _opaque.AddRange(origin._opaque);
        _shellPid = origin._shellPid;
        Warnings = origin.Warnings;
        Oopses = origin.Oopses;
        Corrupted = origin.Corrupted;
        Rehearses = origin.Rehearses;
        StoppedAt = origin.StoppedAt;
        RanHostCode = origin.RanHostCode;
        _standIns = origin._standIns;
        Journal = origin.Journal;
        KeepsJournal = origin.KeepsJournal;
        Captured = origin.Captured;
        IdleCpusLag = origin.IdleCpusLag;
        Faults = origin.Faults.Clone();
        Tasks = origin.Tasks.Clone();
        Modules = origin.Modules.Clone(context);
        Symbols = new KernelSymbols(this, origin.Symbols.Traceable);
        Ftrace = origin.Ftrace.Clone(this, context);
        Kprobes = origin.Kprobes.Clone(this, context);
        Tracing = origin.Tracing.Clone(this);
        Loader = Definition.Release.CreateLoader(this);
        Executor = origin.Executor.Clone(this);
        Scheduler = origin.Scheduler.Clone(this);
        DynamicDebug = origin.DynamicDebug.Clone();
        Files = origin.Files.Clone(this, context);
        Livepatch = origin.Livepatch.Clone(this, context);
        RegisterNotifiers();
        _objects = origin._objects = context.Count;
    }

    /// <summary>What it was booted from.</summary>
    public KernelDefinition Definition { get; }

    /// <summary>Whose livepatch core it has.</summary>
    public Release Release => Definition.Release;

    /// <summary>Virtual time.</summary>
    public VirtualClock Clock { get; }

    /// <summary>The kernel log.</summary>
    public KernelLog Log { get; }

    /// <summary>What was done to it from outside.</summary>
    public History History { get; }

    /// <summary>Why the kernel is tainted. Taint never falls.</summary>
    public TaintFlags Taints { get; private set; }

    /// <summary>The tasks.</summary>
    public TaskTable Tasks { get; }

    /// <summary>The symbols of vmlinux and of the loaded modules.</summary>
    public KernelSymbols Symbols { get; }

    /// <summary>The loaded modules.</summary>
    public ModuleTable Modules { get; }

    /// <summary>Who is told when a module comes or goes.</summary>
    public ModuleNotifierChain Notifiers { get; } = new();

    /// <summary>The function tracer.</summary>
    public FtraceCore Ftrace { get; }

    /// <summary>The kprobes.</summary>
    public KprobeCore Kprobes { get; }

    /// <summary>Kprobe events, the function tracer and the trace buffer.</summary>
    public Tracing Tracing { get; }

    /// <summary>The livepatch core of this release's era.</summary>
    public LivepatchCore Livepatch { get; }

    /// <summary>The files under /sys, /proc and /dev.</summary>
    public FileTree Files { get; }

    /// <summary>The calls in which old and new code of one patch ran together.</summary>
    public IReadOnlyList<MixedExecution> MixedExecutions => _mixed;

    /// <summary>The machine code of modules that could not be followed to its end, in the order in which it was called; the first hundred.</summary>
    public IReadOnlyList<OpaqueCode> OpaqueCode => _opaque;

    /// <summary>
    /// True once the kernel has done something that corrupts its memory, such as freeing a name twice: a real machine may work on
    /// for a while, and dies where chance has it. The simulator goes on as if it were lucky.
    /// </summary>
    public bool Corrupted { get; internal set; }

    /// <summary>
    /// Chance, where there is one: true when the idle tasks of the other CPUs don't pass their switching point in time, so that even a
    /// transition that nothing holds up ends at its first retry. It begins as what the release does most of the time.
    /// </summary>
    public bool IdleCpusLag { get; set; }

    /// <summary>Which debug lines of the livepatch core are on.</summary>
    public DynamicDebug DynamicDebug { get; }

    /// <summary>The process id of the shell.</summary>
    internal int ShellPid => _shellPid;

    internal Executor Executor { get; }

    internal Scheduler Scheduler { get; }

    internal ModuleLoader Loader { get; }

    internal int Warnings { get; set; }

    internal IReadOnlyDictionary<string, NativeFunction> Natives => Livepatch.Natives;

    /// <summary>How many tasks have oopsed so far.</summary>
    internal int Oopses { get; private set; }

    /// <summary>The failures that are injected into it, each with what has become of it.</summary>
    public IReadOnlyList<FaultState> InjectedFaults => Faults.States;

    /// <summary>What is to fail, and how often each place was passed.</summary>
    internal FaultPlan Faults { get; }

    /// <summary>Boots a kernel.</summary>
    public static Kernel Boot(KernelDefinition definition)
    {
        Kernel kernel = new(definition);
        for (int cpu = 0; cpu < definition.Cpus; cpu++) kernel.Tasks.Add($"swapper/{cpu}", TaskKind.Idle, -cpu);
        kernel._shellPid = kernel.Tasks.Add(ShellName, TaskKind.User).Pid;
        foreach (string comm in definition.Tasks) kernel.Tasks.Add(comm, TaskKind.User);
        BuiltinFunctions.AddTo(kernel);
        kernel.Files.Boot();
        kernel.Livepatch.Boot();
        return kernel;
    }

    /// <summary>An independent copy: what either does from here on, the other doesn't see.</summary>
    public Kernel Clone() => new(this, new CloneContext(_objects));

    /// <summary>A copy that knows what vmlinux exports, and in which versions.</summary>
    /// <param name="exports">Its Module.symvers.</param>
    public Kernel Clone(SymbolExportTable exports) => new(this, new CloneContext(_objects), Definition with { Exports = exports });

    /// <summary>The task that makes the calls of an interactive user: a shell. A new one takes over when it was killed or hangs.</summary>
    public KernelTask Shell
    {
        get
        {
            if (Tasks.Find(_shellPid) is { Depth: 0, State: not TaskState.Dead } shell) return shell;
            Journaled(JournalKind.Shell);
            _shellPid = NewTask(ShellName, TaskKind.User).Pid;
            return Tasks.Find(_shellPid)!;
        }
    }

    /// <summary>A new task as the shell, for a kernel whose tasks are those of a captured host.</summary>
    internal void ChangeShell()
    {
        RemoveTask(_shellPid);
        _shellPid = NewTask(ShellName, TaskKind.User).Pid;
    }

    private void RegisterNotifiers()
    {
        Notifiers.Register(Livepatch);
        Notifiers.Register(Ftrace);
        if (Kprobes is IModuleNotifier probes) Notifiers.Register(probes);
    }

    /// <summary>Whether a place fails this time, and with what.</summary>
    internal Errno Fails(FaultPoint point) => Faults.Ask(point, Log);

    /// <summary>Adds taint (add_taint).</summary>
    internal void AddTaint(TaintFlags taints) => Taints |= taints;

    /// <summary>Logs what WARN prints, without the stack dump, and taints (kernel/panic.c).</summary>
    /// <param name="task">The task that ran into it.</param>
    /// <param name="place">File, line and function, as the kernel prints them.</param>
    /// <param name="message">The message of a WARN that has one.</param>
    /// <param name="level">The message's level.</param>
    internal void Warn(KernelTask task, string place, string? message = null, LogLevel level = LogLevel.Warning)
    {
        Log.Write(LogLevel.Warning, "------------[ cut here ]------------");
        WarnStyle style = Release.Warn;
        if (style.MessageFirst && message is not null) Log.Write(level, message);
        Log.Write(LogLevel.Warning, $"WARNING: CPU: 0 PID: {task.Pid} at {place}");
        if (!style.MessageFirst && message is not null) Log.Write(level, message);
        Warnings++;
        Log.Write(LogLevel.Warning, style.EndTrace(Warnings));
        AddTaint(TaintFlags.Warn);
    }

    /// <summary>Where this kernel's WARNs stand.</summary>
    internal SourceLines SourceLines => Release.Lines;

    /// <summary>As <see cref="Warn"/>, but for the first time only (WARN_ON_ONCE).</summary>
    internal void WarnOnce(KernelTask task, string place)
    {
        if (Log.FirstTime(place)) Warn(task, place);
    }

    /// <summary>Logs a line of the livepatch core that is only there while dynamic debug asks for it (pr_debug).</summary>
    /// <param name="function">The function that it is in.</param>
    /// <param name="text">The line, without its prefix.</param>
    internal void Debug(string function, string text)
    {
        if (DynamicDebug.Prefix(function, text, _shellPid) is { } prefix) Log.Write(LogLevel.Debug, prefix + LivepatchCore.Prefix + text);
    }

    /// <summary>Kills a task that oopsed.</summary>
    internal void Kill(KernelTask task, OopsException oops)
    {
        OopsStyle style = Release.Oops;
        Log.Write(LogLevel.Alert, style.FirstLine(oops.Address));
        Log.Write(LogLevel.Warning, style.Header(oops.Fetched ? "0010" : "0000", ++Oopses));
        Warnings++;
        Log.Write(LogLevel.Warning, Release.Warn.EndTrace(Warnings));

        // oops_enter() turns lock debugging off before the taint could say so.
        Log.Silence(LockDebuggingOff);
        AddTaint(TaintFlags.Die);
        task.State = TaskState.Dead;
        task.Depth = 0;
    }

    /// <summary>The last check that a module's file didn't pass, with its place in the file.</summary>
    internal FileRefusal? LastFileRefusal { get; set; }

    /// <summary>Notes machine code that wasn't followed.</summary>
    internal void AddOpaque(OpaqueCode code)
    {
        if (_opaque.Count < 100) _opaque.Add(code);
    }

    /// <summary>The outermost call of a task has returned.</summary>
    internal void CallEnded(KernelTask task)
    {
        task.State = TaskState.User;
        Livepatch.LeavesKernel(task);
        if (task.RanRedirected) MixedExecutionReport.Examine(this, task, _mixed);
    }

    /// <summary>True when a module's parameter is true; the name is <c>module.parameter</c>.</summary>
    internal bool IsParameterTrue(string name)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        return Modules.Find(name[..dot])?.Parameter(name[(dot + 1)..]) is { IsTrue: true };
    }
}
