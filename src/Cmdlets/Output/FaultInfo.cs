using KlpShell.Core.Faults;
using KlpShell.Core.Machine;

namespace KlpShell;

/// <summary>A failure that is injected into a kernel by its manifest, as it stood at one moment.</summary>
public sealed record FaultInfo
{
    /// <summary>The place, by its name in manifests: a function of the kernel, or what isn't allocated.</summary>
    public string Place { get; internal init; } = "";

    /// <summary>True for memory that runs out (failslab), false for a function that fails (fail_function).</summary>
    public bool IsAllocation { get; internal init; }

    /// <summary>With what it fails.</summary>
    public Errno Errno { get; internal init; }

    /// <summary>How many calls of the place there were.</summary>
    public long Calls { get; internal init; }

    /// <summary>How many of them failed by it.</summary>
    public long Struck { get; internal init; }

    /// <summary>How often it fails at most; -1 for no limit.</summary>
    public int Times { get; internal init; }

    /// <summary>Each how manieth call fails.</summary>
    public int Interval { get; internal init; }

    /// <summary>The number of the first call that may fail.</summary>
    public int Space { get; internal init; }

    /// <summary>How likely a call that comes so far fails, in percent.</summary>
    public int Probability { get; internal init; }

    /// <summary>The kernel that it is in.</summary>
    public string Kernel { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{Place} ({Errno}), failed {Struck} of {Calls}";

    internal static FaultInfo Of(FaultState state, string kernel) => new()
    {
        Place = FaultPoints.NameOf(state.Fault.Point),
        IsAllocation = FaultPoints.IsAllocation(state.Fault.Point),
        Errno = state.Fault.Errno,
        Calls = state.Calls,
        Struck = state.Struck,
        Times = state.Fault.Times,
        Interval = state.Fault.Interval,
        Space = state.Fault.Space,
        Probability = state.Fault.Probability,
        Kernel = kernel,
    };
}
