using System;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Core;
using KlpShell.Core.Journal;
using KlpShell.Core.Machine;
using KlpShell.Histories.Invariants;
using KlpShell.Histories.Model;
using KlpShell.Histories.Operations;
using KlpShell.Histories.World;

namespace KlpShell.Histories.Playing;

/// <summary>Plays one history, and looks after each step whether everything holds.</summary>
internal sealed class Session
{
    // How often the dearer checks of clones are made.
    private const int CloneEvery = 16;

    // How often the whole state is compared, by its digest.
    private const int DigestEvery = 64;

    private readonly IReadOnlyList<Invariant> _invariants;
    private List<Fact> _facts;
    private Kernel? _twin;
    private bool _isNew;
    private (Kernel Kernel, string Digest)? _parked;

    public Session(Release release, IReadOnlyList<Invariant> invariants, bool withTwin = false)
    {
        _invariants = invariants;
        Kernel = SmallKernel.Boot(release);
        Reference = new Reference(release);
        _facts = Facts.Of(Kernel);
        if (withTwin) _twin = Kernel.Clone();
    }

    /// <summary>The kernel.</summary>
    public Kernel Kernel { get; private set; }

    /// <summary>The clone that goes the same way from the beginning; null where there is none.</summary>
    public Kernel? Twin => _twin;

    /// <summary>The clone that was put aside last; null before the first.</summary>
    public Kernel? Parked => _parked?.Kernel;

    /// <summary>The second account.</summary>
    public Reference Reference { get; }

    /// <summary>What the last step came to.</summary>
    public Status LastStatus { get; private set; }

    /// <summary>How many steps were done.</summary>
    public int Steps { get; private set; }

    /// <summary>True when the history can't go on: what the kernel does from here on is chance, or nothing more can happen.</summary>
    public bool IsOver => Reference.Over is not null || Kernel.Corrupted || HasDangling() || Kernel.Livepatch.MutexOwner is not null;

    /// <summary>Does a step.</summary>
    /// <param name="operation">The step; one that doesn't fit is passed over.</param>
    /// <returns>What broke; null where everything holds.</returns>
    public Failure? Do(Operation operation)
    {
        if (!operation.Fits(Kernel)) return null;
        int number = Steps++;
        int shell = Kernel.Shell.Pid;
        long sequence = Kernel.Log.NextSequence;
        TimeSpan before = Kernel.Clock.Now;
        int mixes = Kernel.MixedExecutions.Count;
        Begin(operation);

        // Whoever sleeps with klp_mutex keeps a transition from being retried: then waiting alone comes to something else.
        Kernel? waiting = _twin is null || operation is Step or Resume || Kernel.Livepatch.CurrentTransition is not null ? null : Kernel.Clone();
        Status status = operation is Resume ? Restore() : operation.Do(Kernel);
        foreach (LogRecord record in Kernel.Log.Since(sequence)) Reference.Feed(record.Text);
        LastStatus = status;
        End(operation, status);
        if (Reference.ForcedNow) Reference.ForcedTasks.UnionWith(Kernel.Tasks.All.Where(static task => task.Depth > 0).Select(static task => task.Pid));
        List<Fact> facts = Facts.Of(Kernel);
        Moment moment = new()
        {
            Kernel = Kernel,
            Reference = Reference,
            Operation = operation,
            Status = status,
            Before = _facts,
            After = facts,
            Passed = Kernel.Clock.Now - before,
            Meanwhile = Kernel.Clock.Now > before && status.Errno != Errno.None ? Waited(waiting, Kernel.Clock.Now - before) : null,
            MixesBefore = mixes,
            Number = number,
            Lines = Kernel.Log.Since(sequence),
            Shell = shell,
        };
        _facts = facts;
        if (IsOver) return EndOfHistory.Unexplained(moment) is { } end ? new Failure(number, EndOfHistory.Name, end, operation) : null;
        foreach (Invariant invariant in _invariants)
        {
            if (invariant.Check(moment) is { } problem) return new Failure(number, invariant.Title, problem, operation);
        }

        return CheckTwin(operation, status, number) ?? (number % CloneEvery == 0 ? CheckClone(operation, number) : null) ?? (number % DigestEvery == 0 ? CheckDigest(operation, number) : null);
    }

    private static List<Fact>? Waited(Kernel? kernel, TimeSpan time)
    {
        kernel?.Step(time);
        return kernel is null ? null : Facts.Of(kernel);
    }

    private Status Restore()
    {
        Kernel = Kernel.Clone();
        return Status.Ok;
    }

    private void Begin(Operation operation)
    {
        Reference.Begin();
        _isNew = operation is Load named && !Reference.Modules.ContainsKey(named.Module.Name);
        if (_isNew) Reference.Loading(((Load)operation).Module);
        else if (operation is Load) Reference.Over = null;
    }

    private void End(Operation operation, Status status)
    {
        switch (operation)
        {
            case Load load when !status.Succeeded && _isNew:
                if (status.Refusal is Refusal.Hung or Refusal.Oops) Reference.Over = "a load never came back";
                Reference.Gone(load.Module.Name);
                break;
            case Unload unload when status.Succeeded:
                Reference.Gone(unload.Name);
                break;
            case Unload when status.Refusal is Refusal.Hung or Refusal.Oops:
                Reference.Over = "an unload never came back";
                break;
            case Write { Path: "/proc/sys/kernel/ftrace_enabled" } write when status.Succeeded && write.Data.Length > 0:
                Reference.FtraceOn = int.Parse(write.Data, System.Globalization.CultureInfo.InvariantCulture) != 0;
                break;
            case Write write when !status.Succeeded:
                Reference.EnableRefused(write.Patch);
                break;
            case Call call when status.Succeeded:
                Reference.Executions.End(call.As);
                break;
            case Read when status.Succeeded:
                Reference.Executions.End(Code.Nobody);
                break;
        }
    }

    private bool HasDangling()
    {
        foreach (Core.Livepatch.KlpPatch patch in Kernel.Livepatch.Patches)
        {
            if (patch.Freed) return true;
            foreach (Core.Livepatch.KlpObject obj in patch.Objects)
            {
                if (obj.Module is not null && Kernel.Modules.Find(obj.Module.Name) != obj.Module) return true;
            }
        }

        return false;
    }

    // A twin that was cloned at the beginning goes the same way; it must come to the same.
    private Failure? CheckTwin(Operation operation, Status status, int number)
    {
        if (_twin is null) return null;
        _ = _twin.Shell;
        Status other = operation is Resume ? Status.Ok : operation.Do(_twin);
        if (other != status) return new Failure(number, CloneInvariant.Name, $"the step came to {status}, and in the clone to {other}", operation);
        return CloneInvariant.Compare(Kernel, _facts, _twin) is { } problem ? new Failure(number, CloneInvariant.Name, problem, operation) : null;
    }

    private Failure? CheckClone(Operation operation, int number) =>
        CloneInvariant.Check(Kernel) is { } problem ? new Failure(number, CloneInvariant.Name, problem, operation) : null;

    // All that can be told of the state: a clone has the same, and one that was put aside keeps it while its origin goes on.
    private Failure? CheckDigest(Operation operation, int number)
    {
        if (_parked is { } parked && StateDigest.Of(parked.Kernel) != parked.Digest) return new Failure(number, CloneInvariant.Name, "a clone that was put aside changed with its origin", operation);
        string digest = StateDigest.Of(Kernel);
        Kernel clone = Kernel.Clone();
        if (StateDigest.Of(clone) != digest) return new Failure(number, CloneInvariant.Name, "the digest of a clone isn't its origin's", operation);
        if (_twin is not null && StateDigest.Of(_twin) != digest) return new Failure(number, CloneInvariant.Name, "the digest of the twin isn't its origin's", operation);
        _parked = (clone, digest);
        return null;
    }
}
