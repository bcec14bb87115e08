using System;
using KlpShell.Core.Abi.Searching;

namespace KlpShell.Core.Abi.Comparing;

/// <summary>How changes are judged.</summary>
public sealed record AbiCompareOptions
{
    /// <summary>The day of the second set. Without it nothing that depends on time can be told.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The kernel of the second set, for an end that was announced for a kernel version.</summary>
    public AbiKernelVersion? KernelVersion { get; init; }

    /// <summary>Tells a kernel symbol, which is no ABI and may come and go.</summary>
    public Func<string, bool>? IsKernelSymbol { get; init; }

    /// <summary>From how alike a gone and a new name have to be, 0 to 1, a rename is proposed.</summary>
    public double RenameThreshold { get; init; } = 0.75;
}
