using System;
using System.Collections.Generic;
using KlpShell.Conformance.Scenarios;
using KlpShell.Core;

namespace KlpShell.Conformance.Comparing;

/// <summary>Holds what the simulator answered against what was recorded, line by line.</summary>
internal sealed class LineComparer(Kernel kernel, bool kaslr)
{
    private const string Nothing = "(nothing)";

    private readonly TextRules _rules = new(kaslr);
    private readonly HashSet<string> _recordedPeriodic = new(StringComparer.Ordinal);
    private readonly HashSet<string> _simulatedPeriodic = new(StringComparer.Ordinal);
    private readonly AddressMap _addresses = new(kernel);

    /// <summary>The first difference between two texts, or null.</summary>
    public Difference? Lines(string what, IReadOnlyList<string> recorded, IReadOnlyList<string> simulated)
    {
        for (int i = 0; i < Math.Max(recorded.Count, simulated.Count); i++)
        {
            string? expected = i < recorded.Count ? recorded[i] : null;
            string? got = i < simulated.Count ? simulated[i] : null;
            if (expected is not null && got is not null && Same(expected, got)) continue;
            return new Difference($"{what} line {i + 1}", expected ?? Nothing, got ?? Nothing);
        }

        return null;
    }

    /// <summary>Whether two lines say the same.</summary>
    public bool Same(string recorded, string simulated) => _addresses.Same(_rules.Normalize(recorded), _rules.Normalize(simulated));

    /// <summary>The first difference between two stretches of the log, or null.</summary>
    /// <param name="recorded">What was recorded.</param>
    /// <param name="simulated">What the simulator logged.</param>
    /// <param name="serial">True where the recorded lines are the serial console's, which tells no levels.</param>
    public Difference? Log(IReadOnlyList<LogLine> recorded, IReadOnlyList<LogLine> simulated, bool serial)
    {
        List<LogLine> expected = WithoutPeriodic(LogRules.Normalize(recorded), _recordedPeriodic);
        List<LogLine> got = WithoutPeriodic(LogRules.Normalize(simulated), _simulatedPeriodic);
        for (int i = 0; i < Math.Max(expected.Count, got.Count); i++)
        {
            LogLine? left = i < expected.Count ? expected[i] : null;
            LogLine? right = i < got.Count ? got[i] : null;
            if (left is not null && right is not null && SameLevel(left, right, serial) && _addresses.Same(left.Text, right.Text)) continue;
            return new Difference($"log line {i + 1}", left?.ToString() ?? Nothing, right?.ToString() ?? Nothing);
        }

        return null;
    }

    /// <summary>A line that a timer printed on one side alone, in all of the scenario; null where there is none.</summary>
    public Difference? Periodic()
    {
        foreach (string line in _recordedPeriodic)
        {
            if (!_simulatedPeriodic.Contains(line)) return new Difference("a timer's line", line, Nothing);
        }

        foreach (string line in _simulatedPeriodic)
        {
            if (!_recordedPeriodic.Contains(line)) return new Difference("a timer's line", Nothing, line);
        }

        return null;
    }

    // How often a timer fires between two commands is the clock's matter; that it does, and what it finds, is not.
    private static List<LogLine> WithoutPeriodic(List<LogLine> lines, HashSet<string> periodic)
    {
        lines.RemoveAll(line =>
        {
            if (!LogRules.IsPeriodic(line.Text)) return false;
            periodic.Add(line.ToString());
            return true;
        });
        return lines;
    }

    private static bool SameLevel(LogLine recorded, LogLine simulated, bool serial) =>
        recorded.Level is null ? serial : recorded.Level == simulated.Level;
}
