using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Execution;

/// <summary>Holds the journal of a call against the patches: did it run old and new code of one patch?</summary>
internal static class MixedExecutionReport
{
    /// <summary>Looks at the call that a task has just ended, and adds what it finds.</summary>
    public static void Examine(Kernel kernel, KernelTask task, List<MixedExecution> found)
    {
        foreach (KlpPatch patch in kernel.Livepatch.Patches)
        {
            SortedSet<string> old = new(System.StringComparer.Ordinal);
            SortedSet<string> replaced = new(System.StringComparer.Ordinal);
            ImmutableArray<string>.Builder safe = ImmutableArray.CreateBuilder<string>();
            foreach (KlpObject obj in patch.EachObject())
            {
                foreach (KlpFunc func in obj.Functions)
                {
                    bool seen = false;
                    foreach (Machine.Execution execution in task.Journal)
                    {
                        if (execution.Called != func.OldAddress || func.OldAddress == 0) continue;
                        if (IsNewer(func, execution.Ran)) continue;
                        seen = true;
                        (execution.Ran == func.Target ? replaced : old).Add(func.OldName);
                    }

                    if (seen && func.Definition.SafeBecause is { } reason) safe.Add($"{func.OldName}: {reason}");
                }
            }

            if (old.Count == 0 || replaced.Count == 0) continue;
            found.Add(new MixedExecution(patch.Name, task.Pid, task.Comm, task.CallNumber, [.. old], [.. replaced], safe.ToImmutable()));
        }
    }

    // What a patch that lies above put in its place is neither old nor new code of this one.
    private static bool IsNewer(KlpFunc func, ulong ran)
    {
        for (KlpFunc? above = func.Above; above is not null; above = above.Above)
        {
            if (above.Target == ran) return true;
        }

        return false;
    }
}
