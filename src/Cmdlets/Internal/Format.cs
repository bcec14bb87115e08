using System;
using System.Collections;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace KlpShell.Internal;

/// <summary>What the views compute. No control characters come out of it but those of the user's own <c>$PSStyle</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Format
{
    /// <summary>An address, as the kernel prints one; a dash for none.</summary>
    public static string Address(ulong address) => address == 0 ? "-" : address.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Virtual time, as dmesg prints it; a dash for none.</summary>
    public static string Seconds(TimeSpan? time) => time is { } known ? known.TotalSeconds.ToString("F6", CultureInfo.InvariantCulture) : "-";

    /// <summary>A text on one line, with its control characters written out.</summary>
    public static string Line(object? text) => Text.OneLine(Convert.ToString(text, CultureInfo.InvariantCulture));

    /// <summary>A state in the colour that says how good it is.</summary>
    /// <param name="value">The state.</param>
    /// <param name="style">The value of <c>$PSStyle</c>; null for no colours.</param>
    public static string Coloured(object? value, object? style) => new Palette(style).Paint(Palette.ToneOf(value), Line(value));

    /// <summary>A list on one line.</summary>
    public static string List(IEnumerable? items)
    {
        StringBuilder text = new();
        if (items is not null)
        {
            foreach (object? item in items) text.Append(text.Length == 0 ? "" : ", ").Append(Line(item));
        }

        return text.Length == 0 ? "-" : text.ToString();
    }

    /// <summary>A list with a line for each item.</summary>
    public static string Lines(IEnumerable? items)
    {
        StringBuilder text = new();
        if (items is not null)
        {
            foreach (object? item in items) text.Append(text.Length == 0 ? "" : "\n").Append(Line(item));
        }

        return text.Length == 0 ? "-" : text.ToString();
    }

    /// <summary>Patches with their states.</summary>
    public static string Patches(IEnumerable<PatchInfo> patches)
    {
        List<string> lines = [];
        foreach (PatchInfo patch in patches ?? []) lines.Add($"{patch.Name} {patch.Phase}");
        return Lines(lines);
    }

    /// <summary>Functions with what a call of them comes to, and whose code runs.</summary>
    public static string Winners(IEnumerable<FunctionInfo> functions)
    {
        List<string> lines = [];
        foreach (FunctionInfo function in functions ?? []) lines.Add($"{function.Object}:{function.Name} {function.State}{(function.Winner is null ? "" : " by " + function.Winner)}");
        return Lines(lines);
    }

    /// <summary>Tasks with their names.</summary>
    public static string Tasks(IEnumerable<TaskInfo> tasks)
    {
        List<string> lines = [];
        foreach (TaskInfo task in tasks ?? []) lines.Add($"{task.ProcessId} {task.Command}{(task.WaitsFor is null ? "" : ", waits for " + task.WaitsFor)}");
        return Lines(lines);
    }

    /// <summary>Tasks that hold a transition up, each with its stack.</summary>
    public static string Stalled(IEnumerable<StalledTaskInfo> tasks)
    {
        List<string> lines = [];
        foreach (StalledTaskInfo task in tasks ?? [])
        {
            lines.Add(task.ToString());
            foreach (string function in task.Stack) lines.Add("  " + function);
        }

        return Lines(lines);
    }

    /// <summary>The checks of a plan: how many passed, and each that didn't.</summary>
    public static string Checks(IEnumerable<PlanCheckInfo> checks)
    {
        int passed = 0;
        List<string> lines = [];
        foreach (PlanCheckInfo check in checks ?? [])
        {
            if (check.Passed) passed++;
            else lines.Add(check.ToString());
        }

        lines.Insert(0, string.Create(CultureInfo.InvariantCulture, $"{passed} passed"));
        return Lines(lines);
    }

    /// <summary>The messages of lines of the log, one below the other.</summary>
    public static string LogLines(IEnumerable<LogInfo> lines)
    {
        StringBuilder text = new();
        foreach (LogInfo line in lines) text.Append(text.Length == 0 ? "" : "\n").Append(Line(line.Message));
        return text.ToString();
    }

    /// <summary>How many checks, functions or refusals there are, and how many of the checks failed.</summary>
    public static string ModuleChecks(IEnumerable items)
    {
        int count = 0;
        int failed = 0;
        foreach (object item in items)
        {
            count++;
            if (item is ModuleCheckInfo { Outcome: KlpShell.Core.Vetting.CheckOutcome.Failed }) failed++;
        }

        return failed == 0 ? $"{count}" : $"{count}, {failed} failed";
    }

    /// <summary>A star for what is true.</summary>
    public static string Star(bool value) => value ? "*" : "";

    /// <summary>A text, or a dash where there is none.</summary>
    public static string OrDash(object? text) => Line(text) is { Length: > 0 } line ? line : "-";

    /// <summary>Bytes in hexadecimal, sixteen a line; a dash for none.</summary>
    public static string Bytes(string? hexadecimal)
    {
        if (string.IsNullOrEmpty(hexadecimal)) return "-";
        StringBuilder text = new();
        for (int i = 0; i + 1 < hexadecimal.Length; i += 2) text.Append(i == 0 ? "" : i % 32 == 0 ? "\n" : " ").Append(hexadecimal, i, 2);
        return text.ToString();
    }

    /// <summary>One call on its way: where it went, who handled it, what ran.</summary>
    public static string Step(CallStepInfo step)
    {
        ArgumentNullException.ThrowIfNull(step);
        StringBuilder text = new();
        text.Append(' ', step.Depth * 2).Append(Line(step.Function));
        if (step.EntryBytes is not null) text.Append(" [").Append(step.EntryBytes).Append(']');
        if (step.Trampoline != 0) text.Append(" -> trampoline ").Append(Address(step.Trampoline));
        foreach (string handler in step.Handlers) text.Append(" -> ").Append(Line(handler));
        if (step.RanAddress != step.Address) text.Append(" => ").Append(Line(step.Ran));
        return text.ToString();
    }

    /// <summary>The objects of a patch, each with its functions, a line each.</summary>
    public static string Objects(IEnumerable<PatchObjectInfo> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        StringBuilder text = new();
        foreach (PatchObjectInfo obj in objects)
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(Line(obj.Name)).Append(obj.Loaded ? "" : " (not loaded)").Append(": ").Append(List(obj.Functions));
        }

        return text.Length == 0 ? "-" : text.ToString();
    }

    /// <summary>A text of several lines, with its control characters written out.</summary>
    public static string Paragraphs(object? text) => Text.Visible(Convert.ToString(text, CultureInfo.InvariantCulture));

    /// <summary>What rules said, a line each.</summary>
    public static string Messages(IEnumerable<AbiFindingInfo> findings)
    {
        List<string> lines = [];
        foreach (AbiFindingInfo finding in findings ?? []) lines.Add($"{finding.Rule} {finding.Severity}: {finding.Message}");
        return Lines(lines);
    }

    /// <summary>Names of the ABI with their levels, a line each.</summary>
    public static string Levels(IEnumerable<AbiInfo> entries)
    {
        List<string> lines = [];
        foreach (AbiInfo entry in entries ?? [])
        {
            foreach (string name in entry.What) lines.Add($"{name} ({entry.Level})");
        }

        return Lines(lines);
    }

    /// <summary>Where an entry stands.</summary>
    public static string Place(AbiInfo? entry) => entry is null ? "-" : Line(entry.Line > 0 ? $"{entry.File}:{entry.Line}" : entry.File);
}
