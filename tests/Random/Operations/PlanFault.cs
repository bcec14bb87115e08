using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Faults;
using KlpShell.Core.Machine;

namespace KlpShell.Histories.Operations;

/// <summary>
/// A place in the kernel is going to fail. In a script the fault is the kernel's from its boot, where it counts the calls that the place
/// has had until this step as well (<see cref="Scripts.ScriptFaults"/>).
/// </summary>
/// <param name="Fault">The fault, which counts from this step.</param>
internal sealed record PlanFault(Fault Fault) : Operation
{
    public override string Script =>
        $"# From here on {FaultPoints.NameOf(Fault.Point)} fails with {(FaultPoints.IsAllocation(Fault.Point) ? Errno.ENOMEM : Fault.Errno)}: call {System.Math.Max(1, Fault.Space)}, interval {Fault.Interval}, times {Fault.Times} (the kernel's manifest counts from its boot)";

    public override Status Do(Kernel kernel)
    {
        kernel.Faults.Add(Fault);
        return Status.Ok;
    }

    public override IEnumerable<Operation> Simpler()
    {
        if (Fault.Times != 1) yield return this with { Fault = Fault with { Times = 1 } };
        if (Fault.Interval > 1) yield return this with { Fault = Fault with { Interval = 1 } };
        if (Fault.Space > 1) yield return this with { Fault = Fault with { Space = 1 } };
        if (Fault.Errno != Errno.ENOMEM) yield return this with { Fault = Fault with { Errno = Errno.ENOMEM } };
    }
}
