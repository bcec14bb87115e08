using System.Collections.Generic;

namespace KlpShell.Internal;

/// <summary>What the views of captured hosts compute.</summary>
public static partial class Format
{
    /// <summary>A host's patches with their states, a line each.</summary>
    public static string HostPatches(IEnumerable<HostPatchInfo> patches)
    {
        List<string> lines = [];
        foreach (HostPatchInfo patch in patches ?? [])
        {
            string state = (patch.Enabled, patch.Transition) switch
            {
                (true, true) => "is being enabled",
                (false, true) => "is being disabled",
                (true, _) => "enabled",
                (false, _) => "disabled",
                _ => "in an unknown state",
            };
            lines.Add($"{patch.Name} {state}{(patch.Replace == true ? ", replaces all others" : "")}{(patch.ModuleState is null ? ", no module" : "")}");
        }

        return Lines(lines);
    }

    /// <summary>The names of a host's patches.</summary>
    public static string HostNames(IEnumerable<HostPatchInfo> patches)
    {
        List<string> names = [];
        foreach (HostPatchInfo patch in patches ?? []) names.Add(patch.Name);
        return List(names);
    }

    /// <summary>A host's patched functions with their winners, a line each.</summary>
    public static string HostFunctions(IEnumerable<HostFunctionInfo> functions)
    {
        List<string> lines = [];
        foreach (HostFunctionInfo function in functions ?? [])
        {
            string winner = function.Winner ?? (function.Source == Core.Hosts.HostOrderSource.Unknown ? $"one of {string.Join(", ", function.Patches)}" : "its own code");
            lines.Add($"{function.Object}:{function.Name}{(function.Position > 1 ? $",{function.Position}" : "")} runs {winner}{(function.Transition is null ? "" : $", and {function.Otherwise ?? "its own code"} for tasks that have still to switch")}");
        }

        return Lines(lines);
    }

    /// <summary>A host's tasks that hold its transition up, each with its stack.</summary>
    public static string HostTasks(IEnumerable<HostTaskInfo> tasks)
    {
        List<string> lines = [];
        foreach (HostTaskInfo task in tasks ?? [])
        {
            lines.Add(task.ToString());
            foreach (string frame in task.Stack) lines.Add("  " + frame);
        }

        return Lines(lines);
    }
}
