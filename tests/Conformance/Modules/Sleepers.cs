using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Modules;

/// <summary>Tasks that wait for a variable of a module.</summary>
internal static class Sleepers
{
    /// <summary>Lets those run on whose wait has ended, for module code that waits until they are through.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="condition">What they wait for, as <c>module.variable</c>.</param>
    public static void Run(Kernel kernel, string condition)
    {
        List<int> waiting = [];
        foreach (KernelTask task in kernel.Tasks.All)
        {
            if (task.WaitsFor == condition) waiting.Add(task.Pid);
        }

        foreach (int pid in waiting) kernel.Scheduler.RunNow(kernel.Tasks.Own(pid));
    }
}
