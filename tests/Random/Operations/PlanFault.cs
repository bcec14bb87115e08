using KlpShell.Core;
using KlpShell.Core.Faults;
using KlpShell.Core.Machine;

namespace KlpShell.Histories.Operations;

/// <summary>A place in the kernel is going to fail.</summary>
internal sealed record PlanFault(FaultPoint Point, int Count, Errno Errno) : Operation
{
    public override string? Script => null;

    protected override string Words => $"a fault: {Point} fails the {Count}. time with {Errno}";

    public override Status Do(Kernel kernel)
    {
        kernel.Faults.Add(new Fault(Point) { Space = Count, Errno = Errno });
        return Status.Ok;
    }
}
