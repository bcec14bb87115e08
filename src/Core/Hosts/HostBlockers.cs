using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Hosts;

/// <summary>Who holds a host's transition up, and by which function: the rules of klp_check_stack_func (kernel/livepatch/transition.c) on captured stacks.</summary>
internal sealed class HostBlockers
{
    private readonly HostReport _report;
    private readonly HostPatch _patch;
    private readonly bool _patching;

    // The function in the way, its module, and the name of the one that is replaced.
    private readonly Dictionary<(string Name, string? Module), string> _inTheWay = [];

    // Modules of patches whose new functions have no name that tells what they replace.
    private readonly Dictionary<string, string> _modulesInTheWay = new(StringComparer.Ordinal);

    public HostBlockers(HostReport report, HostSymbols? symbols, HostOrder order)
    {
        _report = report;
        _patch = report.Transition!;
        _patching = _patch.Enabled == true;
        foreach ((HostObject obj, HostFunction function) in _patch.Functions)
        {
            if (obj.Patched == false) continue;
            HostPatch? running = _patching ? Previous(obj.Name, function, order) : _patch;
            if (running is null)
            {
                _inTheWay[(function.Name, obj.Module)] = function.Name;
                continue;
            }

            Symbol? replacement = symbols?.NewFunction(running.Name, function.Name);
            if (replacement is { } found) _inTheWay[(found.Name, running.Name)] = function.Name;
            else _modulesInTheWay[running.Name] = function.Name;
        }
    }

    /// <summary>The tasks that have still to switch.</summary>
    public ImmutableArray<HostStuckTask> All()
    {
        int target = _patching ? 1 : 0;
        TimeSpan? lasts = _report.Since is { } since && _report.Capture.Uptime is { } now && now >= since ? now - since : null;
        ImmutableArray<HostStuckTask>.Builder all = ImmutableArray.CreateBuilder<HostStuckTask>();
        foreach (HostTask task in _report.Capture.Tasks)
        {
            if (task.PatchState is not { } state || state == target || state < 0) continue;
            all.Add(Of(task, target) with { Since = _report.Since, Duration = lasts });
        }

        return all.ToImmutable();
    }

    private HostStuckTask Of(HostTask task, int target)
    {
        foreach (HostFrame frame in task.Stack ?? [])
        {
            if (!_inTheWay.TryGetValue((frame.Function, frame.Module), out string? function)
                && (frame.Module is null || !_modulesInTheWay.TryGetValue(frame.Module, out function))) continue;
            return new HostStuckTask(task, _patch, target, HostStall.SleepsOnFunction) { Function = function, Frame = frame };
        }

        HostStall stall = task.State == 'R' ? HostStall.Runs : task.Stack is null ? HostStall.Unknown : HostStall.NotBlocked;
        return new HostStuckTask(task, _patch, target, stall);
    }

    // The patch below this one on a function's stack: its code is what a task that hasn't switched runs.
    private HostPatch? Previous(string obj, HostFunction function, HostOrder order)
    {
        List<HostPatch> below = [];
        foreach (HostReplacement replacement in _report.Replacements)
        {
            if (replacement.Object != obj || replacement.Function != function) continue;
            foreach (HostPatch patch in replacement.Patches)
            {
                if (patch != _patch) below.Add(patch);
            }
        }

        return order.Newest(below, out _);
    }
}
