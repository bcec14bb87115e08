using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Faults;

/// <summary>
/// What is to fail in a kernel, and how often each place was passed. No call of a simulated function comes by here, only changes do. It is
/// part of the kernel's value: a clone has its own, with the counts as they are.
/// </summary>
internal sealed class FaultPlan
{
    private readonly int[] _calls = new int[FaultPoints.Count];

    /// <summary>A plan of the faults that a kernel is booted with.</summary>
    public FaultPlan(IEnumerable<Fault> faults)
    {
        foreach (Fault fault in faults) Add(fault);
    }

    private FaultPlan(FaultPlan origin)
    {
        States = origin.States;
        origin._calls.CopyTo(_calls, 0);
    }

    /// <summary>All faults, in the order in which they were asked for.</summary>
    public ImmutableArray<FaultState> States { get; private set; } = [];

    /// <summary>The faults that may strike yet.</summary>
    public IEnumerable<FaultState> Coming
    {
        get
        {
            foreach (FaultState state in States)
            {
                if (!state.IsSpent) yield return state;
            }
        }
    }

    /// <summary>How often a place was passed since the boot.</summary>
    public int Calls(FaultPoint point) => _calls[(int)point];

    /// <summary>Adds a fault, which counts from here.</summary>
    public void Add(Fault fault) => States = States.Add(new FaultState(fault, 0, 0));

    /// <summary>A place asks whether it fails this time. Of several faults that strike at once the first says with what.</summary>
    /// <returns>With what; <see cref="Errno.None"/> where it doesn't.</returns>
    public Errno Ask(FaultPoint point, KernelLog log)
    {
        _calls[(int)point]++;
        Errno errno = Errno.None;
        for (int i = 0; i < States.Length; i++)
        {
            (Fault fault, long calls, long struck) = States[i];
            if (fault.Point != point) continue;
            bool strikes = fault.Strikes(++calls, struck, i);
            if (strikes && errno == Errno.None) errno = fault.Gives;
            if (strikes && fault.Verbose > 0) Tell(fault, calls, struck, log);
            States = States.SetItem(i, new FaultState(fault, calls, struck + (strikes ? 1 : 0)));
        }

        return errno;
    }

    /// <summary>A copy for another kernel.</summary>
    public FaultPlan Clone() => new(this);

    // fail_dump: what is left of the space is never less than the one that the last call would have taken.
    private static void Tell(Fault fault, long calls, long struck, KernelLog log)
    {
        long space = fault.Space <= 1 ? fault.Space : System.Math.Max(1, fault.Space - calls + 1);
        long times = fault.Times == Fault.Always ? Fault.Always : fault.Times - struck;
        log.Write(LogLevel.Notice, "FAULT_INJECTION: forcing a failure.");
        log.Write(LogLevel.Notice, $"name {(FaultPoints.IsAllocation(fault.Point) ? "failslab" : "fail_function")}, interval {fault.Interval}, probability {fault.Probability}, space {space}, times {times}");
    }
}
