using System;
using System.Collections.Generic;
using KlpShell.Histories.World;

namespace KlpShell.Histories.Model;

/// <summary>
/// Who ran what, from the lines in which code says that it runs. It is held against the patches at that moment: the wrong version of a
/// function, and old and new code of one patch without a sleep between, are complaints; calls that mix are counted.
/// </summary>
/// <param name="reference">The account of the patches.</param>
internal sealed class Executions(Reference reference)
{
    private readonly Dictionary<string, TaskRun> _tasks = new(StringComparer.Ordinal);

    /// <summary>What was wrong in this step.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>The mixes of this step, as <c>patch comm old new</c>.</summary>
    public List<string> Mixes { get; } = [];

    /// <summary>How many executions there were in all.</summary>
    public int Count { get; private set; }

    /// <summary>A step begins.</summary>
    public void Begin()
    {
        Complaints.Clear();
        Mixes.Clear();
        _tasks.Remove(Code.Shell);
        _tasks.Remove(Code.Nobody);
    }

    /// <summary>Takes a line in: <c>run TASK (</c>, <c>run TASK ~</c>, <c>run TASK )</c> or <c>run TASK FUNCTION:VERSION</c>.</summary>
    public void Feed(string line)
    {
        int space = line.IndexOf(' ', Code.Mark.Length);
        string name = line[Code.Mark.Length..space];
        string what = line[(space + 1)..];
        if (!_tasks.TryGetValue(name, out TaskRun? run)) _tasks.Add(name, run = new TaskRun());
        switch (what)
        {
            case "(":
                run.Begin();
                break;
            case "~":
                run.Rests();
                break;
            case ")":
                End(name, run);
                break;
            default:
                int colon = what.IndexOf(':');
                Ran(name, run, what[..colon], what[(colon + 1)..]);
                break;
        }
    }

    /// <summary>A call that doesn't say so itself has come to its end.</summary>
    public void End(string name)
    {
        if (_tasks.Remove(name, out TaskRun? run)) End(name, run);
    }

    private void Ran(string name, TaskRun run, string function, string version)
    {
        Count++;
        string? obj = Meanings.ObjectOf(function);

        // What replaces a patch's new function runs where that one was to run, in its patch's name.
        if (Meanings.IsPatch(obj) && Replaced(obj!, function) is { Meaning: not null } behind) Ran(name, run, behind.Meaning, behind.Version);
        run.Call.Add((function, version));
        List<ModelEntry> stack = reference.Stack(obj, function);
        ModelEntry? top = stack.Count == 0 || !reference.FtraceOn ? null : reference.OldestWins ? stack[0] : stack[^1];
        string newest = top?.Version ?? Code.Original;
        if (top is null || top.Patch != reference.Moving)
        {
            if (version != newest) Complaints.Add($"{name} ran {function}:{version}, where {newest} is in force");
            return;
        }

        string older = stack.Count > 1 ? stack[^2].Version : Code.Original;
        if (version != newest && version != older) Complaints.Add($"{name} ran {function}:{version}, where only {newest} and {older} are in force");
        if (newest == older) return;
        bool isNew = version == newest;
        if (run.Turn(reference.Stretch, isNew, reference.MovingForward) is { } problem) Complaints.Add($"{name} ran {function}:{version}: {problem}");
    }

    private ModelEntry? Replaced(string patch, string function)
    {
        string replacement = function[..function.IndexOf('@', StringComparison.Ordinal)];
        foreach (ModelEntry entry in reference.Known.GetValueOrDefault(patch)?.Entries ?? [])
        {
            if (entry.Definition.NewFunction == replacement) return entry;
        }

        return null;
    }

    private void End(string name, TaskRun run)
    {
        foreach (ModelPatch patch in reference.Listed)
        {
            if (patch.Objects.Exists(static obj => obj.Failed)) continue;
            SortedSet<string> old = new(StringComparer.Ordinal);
            SortedSet<string> replaced = new(StringComparer.Ordinal);
            foreach ((string function, string version) in run.Call)
            {
                foreach (ModelEntry entry in patch.Entries)
                {
                    if (entry.Meaning != function || entry.Object.Name != Meanings.ObjectOf(function)) continue;
                    if (version == entry.Version) replaced.Add(entry.Definition.OldName);
                    else if (!IsAbove(entry, version)) old.Add(entry.Definition.OldName);
                }
            }

            if (old.Count > 0 && replaced.Count > 0) Mixes.Add($"{patch.Name} {Comm(name)} old {string.Join(',', old)} new {string.Join(',', replaced)}");
        }

        run.Begin();
    }

    private static string Comm(string name) => name[0] == 't' ? name : "bash";

    // What a newer patch put on top is neither old nor new code of an older one. Without func stacks nothing lies on top of anything.
    private bool IsAbove(ModelEntry entry, string version)
    {
        if (reference.OldestWins || entry.Hooked < 0) return false;
        List<ModelEntry> stack = reference.Stack(entry.Object.Name, entry.Meaning!);
        return stack.FindIndex(candidate => candidate.Version == version) > stack.IndexOf(entry);
    }
}
