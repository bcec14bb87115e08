using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Core.Hosts;
using KlpShell.Core.Machine;

namespace KlpShell.Projection;

/// <summary>Makes the records of a captured host.</summary>
internal static class HostProjection
{
    /// <summary>The host.</summary>
    /// <param name="path">Where it was read from.</param>
    /// <param name="report">What it came to.</param>
    /// <param name="kernel">The kernel's name in the session; null for none.</param>
    public static HostInfo Of(string path, HostReport report, string? kernel)
    {
        HostCapture capture = report.Capture;
        bool sound = true;
        foreach (HostDifference difference in report.Differences) sound &= difference.Rule.Severity == HostSeverity.Note;
        return new HostInfo
        {
            Path = path,
            Kernel = kernel,
            UnameRelease = capture.UnameRelease,
            Release = report.Release?.Name,
            Sound = sound,
            Uptime = capture.Uptime,
            Tainted = capture.Taints,
            TaintLetters = ((TaintFlags)(capture.Taints ?? 0)).Letters(),
            Patches = List(report.Patches, (patch, index) => Of(report, patch, index, kernel)),
            Order = report.Order,
            Functions = List(report.Replacements, (replacement, _) => Of(replacement, kernel)),
            Transition = report.Transition?.Name,
            Since = report.Since,
            StalledTasks = List(report.Stuck, (stuck, _) => Of(stuck, kernel)),
            Differences = List(report.Differences, (difference, _) => Of(difference, kernel)),
            Gaps = List(capture.Gaps, static (gap, _) => $"{gap.Path}{(gap.Count > 1 ? $" ({gap.Count} of them)" : "")}: {gap.Reason}"),
            ModuleCount = capture.Modules.IsDefault ? null : capture.Modules.Length,
            TaskCount = capture.Tasks.Length,
        };
    }

    private static HostPatchInfo Of(HostReport report, HostPatch patch, int index, string? kernel)
    {
        HostModule? module = report.Capture.Module(patch.Name);
        List<string> functions = [];
        foreach ((HostObject obj, HostFunction function) in patch.Functions) functions.Add($"{obj.Name}:{function.Name}{(function.Position > 1 ? $",{function.Position}" : "")}");
        return new HostPatchInfo
        {
            Name = patch.Name,
            Kernel = kernel,
            Enabled = patch.Enabled,
            Transition = patch.Transition,
            Replace = patch.Replace,
            Order = report.Order == HostOrderSource.Unknown ? null : index + 1,
            ModuleState = module?.State,
            RefCount = module?.RefCount,
            Functions = functions.AsReadOnly(),
        };
    }

    private static HostFunctionInfo Of(HostReplacement replacement, string? kernel) => new()
    {
        Name = replacement.Function.Name,
        Object = replacement.Object,
        Position = replacement.Function.Position,
        Kernel = kernel,
        Address = replacement.Address,
        Patches = List(replacement.Patches, static (patch, _) => patch.Name),
        Winner = replacement.Winner?.Name,
        Source = replacement.Source,
        Transition = replacement.Transition?.Name,
        Otherwise = replacement.Otherwise?.Name,
    };

    private static HostTaskInfo Of(HostStuckTask stuck, string? kernel)
    {
        List<string> stack = [];
        foreach (HostFrame frame in stuck.Task.Stack ?? []) stack.Add(frame.ToString());
        return new HostTaskInfo
        {
            ProcessId = stuck.Task.Id,
            ThreadGroup = stuck.Task.ProcessId,
            Command = stuck.Task.Comm,
            Kernel = kernel,
            Patch = stuck.Patch.Name,
            PatchState = stuck.Task.PatchState ?? -1,
            Target = stuck.Target,
            Reason = stuck.Stall,
            Function = stuck.Function,
            Frame = stuck.Frame?.ToString(),
            Since = stuck.Since,
            Duration = stuck.Duration,
            Stack = stack.AsReadOnly(),
        };
    }

    private static HostDifferenceInfo Of(HostDifference difference, string? kernel) => new()
    {
        Id = difference.Rule.Id,
        Severity = difference.Rule.Severity,
        Subject = difference.Subject,
        Kernel = kernel,
        Message = difference.Message,
        Expected = difference.Expected,
        Found = difference.Found,
    };

    private static IReadOnlyList<TOut> List<TIn, TOut>(ImmutableArray<TIn> items, Func<TIn, int, TOut> make)
    {
        TOut[] made = new TOut[items.Length];
        for (int i = 0; i < made.Length; i++) made[i] = make(items[i], i);
        return Array.AsReadOnly(made);
    }
}
