using System;
using KlpShell.Core.Abi.Searching;

namespace KlpShell.Core.Abi.Writing;

/// <summary>A move that is wanted.</summary>
/// <param name="To">The level to move to.</param>
public sealed record AbiMoveRequest(AbiLevel To)
{
    /// <summary>Why; it is written into the description when the entry becomes obsolete or removed.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The day after which an obsolete interface is to go.</summary>
    public DateOnly? RemovalDate { get; init; }

    /// <summary>The kernel in which an obsolete interface is to go.</summary>
    public AbiKernelVersion? RemovalVersion { get; init; }

    /// <summary>The day of the move.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The kernel of the move.</summary>
    public AbiKernelVersion? KernelVersion { get; init; }
}
