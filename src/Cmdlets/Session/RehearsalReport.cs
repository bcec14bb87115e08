using System.Collections.Generic;
using System.Text;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;
using KlpShell.Internal;

namespace KlpShell.Session;

/// <summary>Says what a change did to a scratch clone: what it would log, make, remove and switch.</summary>
internal sealed class RehearsalReport
{
    private readonly SortedSet<string> _paths = new(System.StringComparer.Ordinal);
    private readonly Dictionary<string, KlpState> _states = [];
    private readonly TaintFlags _taints;
    private readonly string _transition;

    /// <summary>Notes how the clone is before the change.</summary>
    public RehearsalReport(Kernel kernel)
    {
        Collect(kernel.Files.Root, "", _paths);
        foreach (KlpPatch patch in kernel.Livepatch.Patches) _states[patch.Name] = patch.State;
        _taints = kernel.Taints;
        _transition = Transition(kernel);
    }

    /// <summary>The report.</summary>
    /// <param name="target">What was to be changed.</param>
    /// <param name="action">How.</param>
    /// <param name="outcome">What it came to.</param>
    /// <param name="kernel">The clone after the change.</param>
    public string Describe(string target, string action, Outcome outcome, Kernel kernel)
    {
        StringBuilder text = new($"Performing the operation \"{action}\" on target \"{target}\".");
        if (outcome.Result is not { } result) return text.Append("\n  result ").Append(outcome.Error is null ? "nothing to do: " : $"{outcome.Error.ErrorId}: ").Append(Text.Visible(outcome.Error?.Message ?? outcome.Warning ?? outcome.Note)).ToString();
        text.Append("\n  result ").Append(outcome.Error is { } error ? $"{error.ErrorId}: {error.Message}" : result.Succeeded ? "success" : $"{result.Status.Refusal}, {result.Status.Errno} {(int)result.Status.Errno}: {ErrorTable.Find(result.Status.Refusal.ToString()).Meaning}");
        foreach (LogRecord line in result.Log) text.Append("\n  log    ").Append(line.Text);
        SortedSet<string> after = new(System.StringComparer.Ordinal);
        Collect(kernel.Files.Root, "", after);
        foreach (string path in after)
        {
            if (!_paths.Contains(path)) text.Append("\n  new    ").Append(path);
        }

        foreach (string path in _paths)
        {
            if (!after.Contains(path)) text.Append("\n  gone   ").Append(path);
        }

        foreach (KlpPatch patch in kernel.Livepatch.Patches)
        {
            if (_states.TryGetValue(patch.Name, out KlpState before) && before != patch.State) text.Append($"\n  patch  {patch.Name}: {before} -> {patch.State}");
        }

        if (Transition(kernel) is { Length: > 0 } transition && transition != _transition) text.Append("\n  transition ").Append(transition);
        if (_taints != kernel.Taints) text.Append($"\n  taint  {Or(_taints.Letters())} -> {kernel.Taints.Letters()}");
        return Text.Visible(text.ToString());
    }

    private static string Transition(Kernel kernel) => kernel.Livepatch.CurrentTransition is { } now
        ? $"{now.Patch.Name}: {(now.Patching ? "patching" : "unpatching")}, {Transitions.Left(now.Remaining)}"
        : "";

    private static string Or(string letters) => letters.Length == 0 ? "none" : letters;

    private static void Collect(FileNode node, string path, SortedSet<string> paths)
    {
        foreach (FileNode child in node.Children)
        {
            string own = path + "/" + child.Name;
            paths.Add(own);
            Collect(child, own, paths);
        }
    }
}
