using System.Collections.Generic;
using System.Globalization;
using KlpShell.Binding;
using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Session;

/// <summary>Finds the task that a person means: by process id, or by command name.</summary>
internal static class Tasks
{
    /// <summary>The one task that is meant; of several of a name the newest.</summary>
    public static KernelTask Find(Kernel kernel, string kernelName, string text)
    {
        List<KernelTask> found = FindAll(kernel, text);
        return found.Count > 0 ? found[^1] : throw Failure.Of("TaskNotFound", text, text, kernelName);
    }

    /// <summary>The tasks of an id, or whose command names match.</summary>
    public static List<KernelTask> FindAll(Kernel kernel, string text)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int pid)) return kernel.Tasks.Find(pid) is { } one ? [one] : [];
        NamePattern pattern = new(text);
        List<KernelTask> found = [];
        foreach (KernelTask task in kernel.Tasks.All)
        {
            if (pattern.IsMatch(task.Comm)) found.Add(task);
        }

        return found;
    }

    /// <summary>The function that a task is in.</summary>
    public static string Innermost(KernelTask task)
    {
        foreach (CodeEntry code in task.Stack) return code.Name;
        return "user space";
    }
}
