using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Conformance.Comparing;
using KlpShell.Conformance.Machines;
using KlpShell.Conformance.Scenarios;
using KlpShell.Conformance.Shell;
using KlpShell.Conformance.Shell.Files;
using KlpShell.Conformance.Shell.Syntax;
using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Playing;

/// <summary>Plays a scenario on a freshly booted simulated machine, and compares it step by step.</summary>
public sealed class ScenarioPlayer
{
    private readonly Scenario _scenario;
    private readonly Machine _machine;
    private readonly ShellSession _shell;
    private readonly SnapshotTaker _snapshots;
    private readonly LineComparer _lines;
    private readonly SnapshotComparer _snapshotComparer;
    private readonly List<StepResult> _results = [];
    private StepResult _current = new(0, "(before the first step)");
    private StepEvent? _step;
    private long _logStart;
    private bool _shellKilled;

    private ScenarioPlayer(Scenario scenario, Machine machine)
    {
        _scenario = scenario;
        _machine = machine;
        _shell = new ShellSession(machine);
        _snapshots = new SnapshotTaker(machine.Kernel);
        _lines = new LineComparer(machine.Kernel, machine.Profile.Kaslr);
        _snapshotComparer = new SnapshotComparer(_lines);
    }

    /// <summary>Plays one.</summary>
    public static ScenarioResult Play(Scenario scenario)
    {
        Machine? machine = Machine.Boot(scenario, out string reason);
        if (machine is null) return new ScenarioResult(scenario.Name, []) { Skipped = reason, StepCount = scenario.StepCount };
        ScenarioPlayer player = new(scenario, machine);
        string? problem = scenario.StepCount == 0 ? "there is no step in it" : player.PlayAll();
        return new ScenarioResult(scenario.Name, player._results) { Problem = problem, StepCount = scenario.StepCount };
    }

    private string? PlayAll()
    {
        foreach (ScenarioEvent happened in _scenario.Events)
        {
            try
            {
                if (!Play(happened)) break;
            }
            catch (Exception problem) when (problem is UnknownCommandException or ShellSyntaxException or ProcessHungException)
            {
                EndStep();
                return $"step {_step?.Number} `{_step?.Command}`: {problem.Message}";
            }
        }

        EndStep();
        return null;
    }

    // False when nothing can follow.
    private bool Play(ScenarioEvent happened)
    {
        switch (happened)
        {
            case StepEvent step:
                EndStep();
                return !_shellKilled && PlayStep(step);
            case SnapshotEvent snapshot:
                foreach (Difference difference in _snapshotComparer.Compare(snapshot, _snapshots.Take()))
                {
                    _current.Differences.Add(difference with { Place = $"snapshot '{snapshot.Label}', {difference.Place}" });
                }

                return true;
            case PauseEvent:
                return true;
            default:
                return true;
        }
    }

    private bool PlayStep(StepEvent step)
    {
        _step = step;
        _current = new StepResult(step.Number, step.Command);
        _results.Add(_current);
        _machine.Kernel.WriteFile("/dev/kmsg", "% " + step.Command);
        _logStart = _machine.Kernel.Log.NextSequence;
        StepOutcome outcome = _shell.Run(step.Command);
        _shellKilled = outcome.Killed;
        if (outcome.Killed != step.Killed && !(step.Killed && _machine.Kernel.Corrupted))
        {
            Differ("the shell", step.Killed ? "killed by an oops" : "alive", outcome.Killed ? "killed by an oops" : "alive");
        }

        if (step.Killed || outcome.Killed) return false;
        if (step.ExitStatus != outcome.ExitStatus) Differ("exit status", Text(step.ExitStatus), Text(outcome.ExitStatus));
        if (_lines.Lines("output", step.Output, outcome.Output) is { } difference) _current.Differences.Add(difference);
        return true;
    }

    // A step's part of the log reaches to the next command, so that a snapshot after it belongs to it too.
    private void EndStep()
    {
        if (_step is not { } step) return;
        _step = null;
        List<LogLine> logged = [];
        foreach (LogRecord record in _machine.Kernel.Log.Since(_logStart)) logged.Add(new LogLine((int)record.Level, record.Text));
        Difference? difference = step.Killed
            ? CompareDeath(step, logged)
            : _lines.Log(step.Log, logged, _scenario.Crashed);
        if (difference is not null) _current.Differences.Add(difference);
    }

    // Up to the oops, and its kind. Where the simulator has said that memory is corrupt, chance decides when and of what the machine dies.
    private Difference? CompareDeath(StepEvent step, List<LogLine> logged)
    {
        if (_machine.Kernel.Corrupted) return null;
        return _lines.Log(UpToOops(step.Log), UpToOops(logged), _scenario.Crashed);
    }

    private static List<LogLine> UpToOops(IReadOnlyList<LogLine> lines)
    {
        List<LogLine> kept = [];
        foreach (LogLine line in lines)
        {
            kept.Add(line);
            if (LogRules.BeginsOops(line.Text)) break;
        }

        return kept;
    }

    private void Differ(string place, string expected, string got) => _current.Differences.Add(new Difference(place, expected, got));

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "(none)";
}
