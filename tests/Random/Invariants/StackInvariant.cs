using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Livepatch;
using KlpShell.Histories.Model;
using KlpShell.Histories.Playing;

namespace KlpShell.Histories.Invariants;

/// <summary>
/// The replacements of each function lie in the order in which they were enabled, and livepatch has a user of ftrace exactly where there is
/// one: a func stack's, or in the first core each replacement's own.
/// </summary>
internal sealed class StackInvariant : Invariant
{
    public override string Title => "the func stack is the enabled order, and ops exist exactly where it isn't empty";

    public override string? Check(Moment moment)
    {
        Dictionary<ulong, List<ModelEntry>> expected = [];
        foreach (ModelPatch patch in moment.Reference.Known.Values)
        {
            foreach (ModelEntry entry in patch.Entries)
            {
                if (entry.Hooked < 0) continue;
                ulong address = Live.Address(moment.Kernel, entry.Object.Name, entry.Meaning ?? "");
                if (address == 0) return $"{patch.Name} hooks {entry.Definition.OldName}, which isn't there";
                if (!expected.TryGetValue(address, out List<ModelEntry>? stack)) expected.Add(address, stack = []);
                stack.Add(entry);
            }
        }

        Dictionary<ulong, List<KlpFunc>> found = [];
        List<ulong> locations = [];
        foreach (FtraceOps ops in Live.LivepatchOps(moment.Kernel))
        {
            // What a filter keeps of a module that is gone means nothing.
            locations.Clear();
            for (int i = 0; i < ops.Filter.Count; i++)
            {
                if (moment.Kernel.Symbols.IsTraceable(ops.Filter[i] - moment.Kernel.Definition.EntryOffset)) locations.Add(ops.Filter[i]);
            }

            if (locations.Count != 1 || !ops.IsRegistered) return $"ops of {ops.Owner} see {locations.Count} functions";
            ulong address = locations[0] - moment.Kernel.Definition.EntryOffset;
            List<KlpFunc> functions = [.. Live.FunctionsOf(ops)];
            if (functions.Count == 0) return $"ops for {address:x} have no replacement";
            if (!found.TryGetValue(address, out List<KlpFunc>? known)) found.Add(address, functions);
            else if (moment.Reference.OldestWins) known.AddRange(functions);
            else return $"two ops for {address:x}";
        }

        foreach ((ulong address, List<ModelEntry> stack) in expected)
        {
            if (stack.Count > 1) stack.Sort(static (a, b) => a.Hooked != b.Hooked ? b.Hooked.CompareTo(a.Hooked) : b.Order.CompareTo(a.Order));
            if (!found.Remove(address, out List<KlpFunc>? functions)) return $"no ops for {address:x}, which {stack[0].Patch.Name} replaces";
            if (!AreSame(functions, stack)) return $"{address:x} has {string.Join(", ", functions.Select(Name))}; enabled were {string.Join(", ", stack.Select(Name))}";
            IReadOnlyList<KlpFunc> asked = moment.Kernel.Livepatch.FuncStackOf(address);
            if (!moment.Reference.OldestWins && !asked.SequenceEqual(functions)) return $"the stack of {address:x} isn't its ops's";
        }

        foreach (ulong address in found.Keys) return $"ops for {address:x}, which nobody replaces";
        return null;
    }

    private static bool AreSame(List<KlpFunc> functions, List<ModelEntry> stack)
    {
        if (functions.Count != stack.Count) return false;
        for (int i = 0; i < stack.Count; i++)
        {
            if (functions[i].IsNop != stack[i].IsNop || functions[i].OldName != stack[i].Definition.OldName || functions[i].Object.Patch.Name != stack[i].Patch.Name) return false;
        }

        return true;
    }

    private static string Name(KlpFunc func) => $"{func.Object.Patch.Name}/{func.OldName}{(func.IsNop ? " (nop)" : "")}";

    private static string Name(ModelEntry entry) => $"{entry.Patch.Name}/{entry.Definition.OldName}{(entry.IsNop ? " (nop)" : "")}";
}
