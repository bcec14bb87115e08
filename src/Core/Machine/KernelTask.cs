using System;
using System.Collections.Generic;
using System.Text;

namespace KlpShell.Core.Machine;

/// <summary>A task of the simulated kernel: who it is, what it waits for, and the functions it is in. Its stack is data.</summary>
public sealed class KernelTask
{
    private const int JournalLimit = 4096;

    private Execution[] _journal = [];
    private int _journalCount;

    private bool _framesShared;

    internal Frame[] Frames = [];

    internal KernelTask(int pid, string comm, TaskKind kind)
    {
        Pid = pid;
        Comm = comm;
        Kind = kind;
    }

    /// <summary>The process id.</summary>
    public int Pid { get; }

    /// <summary>The command name, at most 15 characters.</summary>
    public string Comm { get; }

    /// <summary>What sort of task it is.</summary>
    public TaskKind Kind { get; }

    /// <summary>What it is doing.</summary>
    public TaskState State { get; internal set; } = TaskState.User;

    /// <summary>False for a task whose stack can't be walked reliably, so that a transition must wait for it to leave the kernel.</summary>
    public bool HasReliableStack { get; internal set; } = true;

    /// <summary>True when a signal waits for it: a real one, or the fake one that ends a transition's patience (TIF_NOTIFY_SIGNAL).</summary>
    public bool SignalPending { get; internal set; }

    /// <summary>The numeric user that its system calls are made as.</summary>
    public int UserId { get; internal set; }

    /// <summary>When a sleep ends by itself, in virtual time since boot; null where it doesn't.</summary>
    public TimeSpan? WakeAt { get; internal set; }

    /// <summary>The module and parameter that a wait is for, as <c>module.parameter</c>.</summary>
    public string? WaitsFor { get; internal set; }

    /// <summary>True for a task that was captured on a host and hasn't run since: what it waits for isn't known.</summary>
    public bool Captured { get; internal set; }

    /// <summary>Since when it has been in this state, in virtual time.</summary>
    public TimeSpan Since { get; internal set; }

    /// <summary>How many functions it is in.</summary>
    public int Depth { get; internal set; }

    /// <summary>What its outermost function returned, once it is through.</summary>
    public Value Result { get; internal set; }

    /// <summary>Where its seq_printf goes, while it reads a file.</summary>
    internal StringBuilder? SeqFile { get; set; }

    /// <summary>What its functions have printed into the file that it reads, since its outermost call began.</summary>
    public string Output => SeqFile?.ToString() ?? "";

    /// <summary>True when a redirected function ran since the outermost call began.</summary>
    internal bool RanRedirected { get; private set; }

    /// <summary>Counts the outermost calls that the task has made.</summary>
    public long CallNumber { get; private set; }

    /// <summary>The functions that the outermost call has entered so far, oldest first; at most 4,096 of them.</summary>
    public ReadOnlySpan<Execution> Journal => _journal.AsSpan(0, _journalCount);

    /// <summary>The functions that the task is in, innermost first, as /proc/pid/stack has them.</summary>
    public IEnumerable<CodeEntry> Stack
    {
        get
        {
            for (int i = Depth - 1; i >= 0; i--) yield return Frames[i].Code;
        }
    }

    /// <summary>True while other tasks stand in the same stack.</summary>
    internal bool SharesFrames => _framesShared;

    /// <summary>True for a process that was started to read a file under /proc.</summary>
    internal bool ReadsProcFile { get; set; }

    /// <summary>The table that may write to it.</summary>
    internal object? Owner { get; set; }

    /// <summary>True once it was handed out: a clone copies it at once, so that the object stays with its kernel.</summary>
    internal bool Pinned { get; set; }

    /// <summary>What the outermost call was, so that a signal can restart it.</summary>
    internal (ulong Function, Value Argument) Outermost { get; set; }

    /// <summary>Lets the task stand in a stack that other tasks stand in too, until it runs.</summary>
    internal void ShareFrames(Frame[] frames)
    {
        Frames = frames;
        Depth = frames.Length;
        _framesShared = true;
    }

    /// <summary>Gives the task a stack of its own.</summary>
    internal void UnshareFrames()
    {
        if (!_framesShared) return;
        _framesShared = false;
        Frames = CopyFrames();
    }

    internal void BeginCall()
    {
        CallNumber++;
        _journalCount = 0;
        RanRedirected = false;
    }

    internal void Note(ulong called, ulong ran)
    {
        if (called != ran) RanRedirected = true;
        if (_journalCount == _journal.Length)
        {
            if (_journalCount == JournalLimit) return;
            Array.Resize(ref _journal, Math.Max(16, _journalCount * 2));
        }

        _journal[_journalCount++] = new Execution(called, ran);
    }

    /// <summary>Begins the journal anew: what the task runs from here on stands on the other side of a transition.</summary>
    internal void ForgetJournal()
    {
        _journalCount = 0;
        RanRedirected = false;
    }

    /// <summary>A copy for another owner.</summary>
    internal KernelTask Copy(object owner)
    {
        KernelTask copy = (KernelTask)MemberwiseClone();
        copy.Owner = owner;
        copy.Pinned = false;
        if (!_framesShared) copy.Frames = CopyFrames();
        copy._journal = _journalCount == 0 ? [] : _journal[.._journalCount];
        if (SeqFile is not null) copy.SeqFile = new StringBuilder(SeqFile.ToString());
        return copy;
    }

    private Frame[] CopyFrames()
    {
        if (Depth == 0) return [];
        Frame[] frames = (Frame[])Frames.Clone();
        for (int i = 0; i < Depth; i++)
        {
            if (frames[i].Locals is { } locals) frames[i].Locals = (Value[])locals.Clone();
        }

        return frames;
    }
}
