using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>The tasks, by process id.</summary>
public sealed class TaskCompleter : KlpCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound) => From(handle, Of);

    private static IEnumerable<(string Name, string ToolTip)> Of(Kernel kernel)
    {
        foreach (KernelTask task in kernel.Tasks.All) yield return (task.Pid.ToString(CultureInfo.InvariantCulture), $"{task.Comm}, {task.State}, in {Tasks.Innermost(task)}");
    }
}
