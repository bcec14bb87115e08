using System;
using System.Linq;
using KlpShell.Core.Faults;
using KlpShell.Core.Machine;
using KlpShell.Histories.Operations;
using KlpShell.Histories.Playing;

namespace KlpShell.Histories.Invariants;

/// <summary>A history ends where the kernel's memory is corrupt, or where somebody died with klp_mutex: only for a reason for which a real kernel comes to that.</summary>
internal static class EndOfHistory
{
    /// <summary>What must hold, as a person says it.</summary>
    public const string Name = "a history ends only for a reason that is known";

    /// <summary>Looks why a history has ended.</summary>
    /// <returns>What can't be explained; null where it can.</returns>
    public static string? Unexplained(Moment moment)
    {
        if (moment.Reference.Over is not null || moment.Reference.Oopses > 0) return null;
        bool known = moment.Operation switch
        {
            Unload { Forced: true } => true,

            // 3.19 tells nobody that a module goes before its init.
            Load => moment.Reference.OldestWins && moment.Status.Refusal is (Refusal.ParameterInvalid or Refusal.ModuleDirectoryFailed),
            _ => false,
        };

        // What is freed though ftrace goes on calling it, and a name that is freed twice.
        known |= Struck(moment, FaultPoint.FtraceUnregister) || Struck(moment, FaultPoint.FtraceUnfilter);
        known |= moment.Lines.Any(static line => line.Text.EndsWith("something is seriously wrong.", StringComparison.Ordinal));
        return known ? null : $"{moment.Status} left the kernel {(moment.Kernel.Corrupted ? "corrupt" : "with pointers to memory that was freed")}";
    }

    private static bool Struck(Moment moment, FaultPoint point)
    {
        string name = FaultPoints.NameOf(point);
        return moment.After.Where(fact => fact.Kind == "fault" && fact.Name == name).Sum(static fact => fact.B) > moment.Before.Where(fact => fact.Kind == "fault" && fact.Name == name).Sum(static fact => fact.B);
    }
}
