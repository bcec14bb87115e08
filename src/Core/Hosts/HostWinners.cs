using System.Collections.Generic;
using System.Collections.Immutable;

namespace KlpShell.Core.Hosts;

/// <summary>Who wins each patched function: the newest on its func stack, and before there were func stacks the oldest, whose handler runs last.</summary>
internal sealed class HostWinners(HostCapture capture, HostOrder order, HostSymbols? symbols, Release? release)
{
    private readonly bool _oldestWins = release is not null && !release.Has(Features.FuncStack);

    /// <summary>All functions that a patch which is in place replaces.</summary>
    /// <param name="transition">The patch in transition; null for none.</param>
    public ImmutableArray<HostReplacement> All(HostPatch? transition)
    {
        SortedDictionary<(string Object, string Name, int Position), List<HostPatch>> stacks = new(Comparer<(string Object, string Name, int Position)>.Create(Compare));
        foreach (HostPatch patch in capture.Patches.IsDefault ? [] : capture.Patches)
        {
            if (patch.Enabled != true && patch.Transition != true) continue;
            foreach ((HostObject obj, HostFunction function) in patch.Functions)
            {
                if (!IsInPlace(obj)) continue;
                (string, string, int) key = (obj.Name, function.Name, function.Position);
                if (!stacks.TryGetValue(key, out List<HostPatch>? stack)) stacks.Add(key, stack = []);
                stack.Add(patch);
            }
        }

        ImmutableArray<HostReplacement>.Builder all = ImmutableArray.CreateBuilder<HostReplacement>(stacks.Count);
        foreach (((string obj, string name, int position), List<HostPatch> stack) in stacks) all.Add(Of(obj, new HostFunction(name, position), stack, transition));
        return all.MoveToImmutable();
    }

    private HostReplacement Of(string obj, HostFunction function, List<HostPatch> stack, HostPatch? transition)
    {
        List<HostPatch> newestFirst = [.. order.Sort(stack, out HostOrderSource sorted)];
        if (sorted != HostOrderSource.Unknown) newestFirst.Reverse();
        HostPatch? newest = order.Newest(stack, out HostOrderSource source);
        if (_oldestWins) (newest, source) = sorted == HostOrderSource.Unknown ? (null, sorted) : (newestFirst[^1], sorted);
        HostReplacement replacement = new(obj, function, [.. newestFirst])
        {
            Winner = newest,
            Source = source,
            Address = symbols?.Find(obj == HostObject.Vmlinux ? null : obj, function)?.Address ?? 0,
        };

        // Its ops don't run: calls fall through to the old code.
        if (capture.FtraceEnabled == false) return replacement with { Winner = null, Source = HostOrderSource.OnlyOne };
        return transition is null || !stack.Contains(transition) || newest is null ? replacement : Divide(replacement, stack, transition, newest);
    }

    // klp_ftrace_handler: only the newest replacement is asked for its transition; who isn't patched yet, or no longer, runs the next one.
    private HostReplacement Divide(HostReplacement replacement, List<HostPatch> stack, HostPatch transition, HostPatch newest)
    {
        if (newest != transition) return replacement;
        List<HostPatch> below = stack.FindAll(patch => patch != transition);
        HostPatch? next = order.Newest(below, out HostOrderSource source);
        if (below.Count > 0 && next is null) return replacement with { Transition = transition, Winner = null, Source = source };
        bool patching = transition.Enabled == true;

        // What an atomic replace gives its own code back has no function in the new module.
        bool nop = below.Count > 0 && symbols?.IsNop(transition, replacement.Function) == true;
        HostPatch? switched = nop ? null : transition;
        return replacement with { Transition = transition, Winner = patching ? switched : next, Otherwise = patching ? next : switched };
    }

    private bool IsInPlace(HostObject obj)
    {
        if (obj.Patched is { } patched) return patched;
        return obj.Module is null || capture.Modules.IsDefault || capture.Module(obj.Name) is not null;
    }

    private static int Compare((string Object, string Name, int Position) a, (string Object, string Name, int Position) b)
    {
        int byObject = string.CompareOrdinal(a.Object, b.Object);
        if (byObject != 0) return byObject;
        int byName = string.CompareOrdinal(a.Name, b.Name);
        return byName != 0 ? byName : a.Position.CompareTo(b.Position);
    }
}
