using System.Collections.Generic;
using System.Text.RegularExpressions;
using KlpShell.Conformance.Scenarios;

namespace KlpShell.Conformance.Playing;

/// <summary>
/// One of the kernel's selftests, as its own log tells it: the lines that the script wrote into the log, each with what the kernel
/// logged up to the next one.
/// </summary>
internal static partial class SelftestScript
{
    /// <summary>What the script's lines are about, in their order.</summary>
    public static IReadOnlyList<SelftestStep> Read(IReadOnlyList<LogLine> log)
    {
        List<SelftestStep> steps = [];
        foreach (LogLine line in log)
        {
            if (line.Level == 5 && Kind(line.Text) is { } kind && !Continues(steps, kind)) steps.Add(new SelftestStep(steps.Count + 1, kind, line.Text, []));
            else if (steps.Count == 0) continue;
            steps[^1].Log.Add(line);
        }

        return steps;
    }

    // Lines that were copied from patched files come one after the other.
    private static bool Continues(List<SelftestStep> steps, SelftestStepKind kind) => kind == SelftestStepKind.Copy && steps.Count > 0 && steps[^1].Kind == kind;

    private static SelftestStepKind? Kind(string text)
    {
        if (text.StartsWith("% ", System.StringComparison.Ordinal)) return SelftestStepKind.Command;
        if (Heading().IsMatch(text)) return SelftestStepKind.Heading;
        if (Sysctl().IsMatch(text)) return SelftestStepKind.Sysctl;
        if (Copied().IsMatch(text)) return SelftestStepKind.Copy;
        return Remaining().IsMatch(text) ? SelftestStepKind.Remaining : null;
    }

    [GeneratedRegex("^(oracle start |livepatch kselftest timestamp: |===== TEST: )")]
    private static partial Regex Heading();

    [GeneratedRegex("^livepatch: (kernel\\.ftrace_enabled = |sysctl: )")]
    private static partial Regex Sysctl();

    [GeneratedRegex("^\\w+: .*live patched")]
    private static partial Regex Copied();

    [GeneratedRegex("^test_klp_syscall: Remaining ")]
    private static partial Regex Remaining();
}
