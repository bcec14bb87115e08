using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Core;
using KlpShell.Core.Faults;
using KlpShell.Histories.Operations;
using KlpShell.Histories.World;

namespace KlpShell.Histories.Scripts;

/// <summary>
/// The faults of a history as its kernel's own, from the boot. A history plans them in its middle; how often their places had been passed
/// until then is counted by playing it.
/// </summary>
internal static class ScriptFaults
{
    /// <summary>The faults, counted from the boot.</summary>
    /// <param name="release">The release that the history is played on.</param>
    /// <param name="operations">Its steps.</param>
    public static ImmutableArray<Fault> Of(Release release, IReadOnlyList<Operation> operations)
    {
        ImmutableArray<Fault>.Builder faults = ImmutableArray.CreateBuilder<Fault>();
        Kernel kernel = SmallKernel.Boot(release);
        foreach (Operation operation in operations)
        {
            if (operation is Resume) kernel = kernel.Clone();
            if (operation is PlanFault planned) faults.Add(FromBoot(planned.Fault, kernel.Faults.Calls(planned.Fault.Point)));
            try
            {
                operation.Do(kernel);
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // The simulator's own bug, which the history was kept for: nothing comes after it.
                break;
            }
        }

        return faults.ToImmutable();
    }

    // The calls until now are let pass by the space, which is used up before the interval counts.
    private static Fault FromBoot(Fault fault, int calls) => fault with { Space = calls + Math.Max(1, fault.Space) };
}
