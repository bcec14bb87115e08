using System;
using System.Collections.Generic;
using KlpShell.Core.Machine;
using KlpShell.Histories.Model;
using KlpShell.Histories.Playing;
using KlpShell.Histories.World;

namespace KlpShell.Histories.Invariants;

/// <summary>
/// In the consistency era no task sleeps in code that a finished transition has taken out of force: the old code of a patch that is
/// complete, the new code of one that is gone. Who was forced may.
/// </summary>
internal sealed class FrameInvariant : Invariant
{
    public override string Title => "no task is left in code that a transition took out of force, unless it was forced";

    public override string? Check(Moment moment)
    {
        Reference reference = moment.Reference;
        if (reference.Registers) return null;
        foreach (KernelTask task in moment.Kernel.Tasks.All)
        {
            if (task.Depth == 0 || reference.ForcedTasks.Contains(task.Pid)) continue;
            foreach (CodeEntry code in task.Stack)
            {
                if (Check(reference, code) is { } problem) return $"{task.Comm} ({task.Pid}) {problem}";
            }
        }

        return null;
    }

    private static string? Check(Reference reference, CodeEntry code)
    {
        if (code.Body.Steps.Length == 0 || code.Body.Steps[0] is not Core.Machine.Bodies.PrintkStep says || !says.Text.Format.StartsWith(Code.Mark, StringComparison.Ordinal)) return null;
        string what = says.Text.Format[(Code.Mark.Length + 4)..];
        int colon = what.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return null;
        string function = what[..colon];
        string version = what[(colon + 1)..];
        string? obj = Meanings.ObjectOf(function);

        // A patch's module may go while a task is in what replaces its functions: that goes without a transition, as with any module.
        if (Meanings.IsPatch(obj)) return null;
        List<ModelEntry> stack = reference.Stack(obj, function);
        string newest = stack.Count == 0 ? Code.Original : stack[^1].Version;
        if (version == newest) return null;
        bool moving = stack.Count > 0 && stack[^1].Patch == reference.Moving;
        string older = stack.Count > 1 ? stack[^2].Version : Code.Original;
        return moving && version == older ? null : $"is in {function}:{version}, where {newest} is in force";
    }
}
