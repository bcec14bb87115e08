using System;
using System.Collections.Generic;
using System.Collections.Immutable;
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
    private readonly Waiting _waiting;
    private readonly bool _quietConsole;
    private StepResult _current = new(0, "(before the first step)");
    private StepEvent? _step;
    private long _logStart;
    private int _oopsesBefore;
    private bool _shellKilled;
    private bool _snapshotTaken;
    private int _unjudged;

    private ScenarioPlayer(Scenario scenario, Machine machine)
    {
        _scenario = scenario;
        _machine = machine;
        _shell = new ShellSession(machine);
        _waiting = new Waiting(machine.Kernel, _shell);
        _snapshots = new SnapshotTaker(machine.Kernel);
        _lines = new LineComparer(machine.Kernel, machine.Profile.Kaslr);
        _snapshotComparer = new SnapshotComparer(_lines);
        _quietConsole = scenario.Crashed && SerialConsole.IsQuiet(scenario);
    }

    /// <summary>Plays one.</summary>
    public static ScenarioResult Play(Scenario scenario)
    {
        Machine? machine = Machine.Boot(scenario, out string reason);
        if (machine is null) return new ScenarioResult(scenario.Name, []) { Skipped = reason, StepCount = scenario.StepCount };
        ScenarioPlayer player = new(scenario, machine);
        string? problem = scenario.StepCount == 0 ? "there is no step in it" : player.PlayAll();
        return new ScenarioResult(scenario.Name, player._results) { Problem = problem, StepCount = scenario.StepCount - player._unjudged };
    }

    private string? PlayAll()
    {
        for (int i = 0; i < _scenario.Events.Length; i++)
        {
            ScenarioEvent happened = _scenario.Events[i];
            if (happened is StepEvent && TransitionChance.EndedLater(_scenario.Events, i) is { } later) _machine.Kernel.IdleCpusLag = later;
            try
            {
                if (!Play(happened)) break;
            }
            catch (Exception problem) when (problem is UnknownCommandException or ShellSyntaxException or ProcessHungException)
            {
                _current.Differences.Add(new Difference("the player", "a command that it knows", problem.Message));
                _step = null;
                return $"step {_current.Number} `{_current.Command}`: {problem.Message}";
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
                if (_unjudged > 0) _unjudged++;
                return _unjudged > 0 || (!_shellKilled && PlayStep(step));
            case SnapshotEvent when _unjudged > 0:
                return true;
            case SnapshotEvent snapshot:
                _snapshotTaken = true;
                foreach (Difference difference in _snapshotComparer.Compare(snapshot, _snapshots.Take()))
                {
                    _current.Differences.Add(difference with { Place = $"snapshot '{snapshot.Label}', {difference.Place}" });
                }

                return true;
            case PauseEvent pause:
                _waiting.Wait(pause);
                return true;
            default:
                return true;
        }
    }

    private bool PlayStep(StepEvent step)
    {
        _step = step;
        _snapshotTaken = false;
        _current = new StepResult(step.Number, step.Command);
        _results.Add(_current);
        _machine.Kernel.WriteFile("/dev/kmsg", "% " + step.Command);
        _logStart = _machine.Kernel.Log.NextSequence;
        _oopsesBefore = _machine.Kernel.Oopses;
        StepOutcome outcome = _shell.Run(step.Command);
        _shellKilled = outcome.Killed;
        if (!_shellKilled) _waiting.Look();
        if (outcome.Killed != step.Killed && !(step.Killed && _machine.Kernel.Corrupted))
        {
            Differ("the shell", step.Killed ? "killed by an oops" : "alive", outcome.Killed ? "killed by an oops" : "alive");
        }

        if (step.Killed || outcome.Killed) return false;
        if (IsChance(step)) return true;
        if (step.ExitStatus is not null && step.ExitStatus != outcome.ExitStatus) Differ("exit status", Text(step.ExitStatus), Text(outcome.ExitStatus));
        if (!step.Output.IsDefault && _lines.Lines("output", InOrder(step, step.Output), InOrder(step, outcome.Output)) is { } difference) _current.Differences.Add(difference);
        return true;
    }

    // A step's part of the log reaches to the next command, so that a snapshot after it belongs to it too.
    private void EndStep()
    {
        if (_step is not { } step) return;
        _step = null;
        if (!step.Killed && IsChance(step))
        {
            // From here on nothing that is recorded says anything about the kernel's rules.
            _results.Remove(_current);
            _unjudged = 1;
            return;
        }

        LetTransitionEnd(step);

        // A snapshot whose program was killed may have left nothing but its oops.
        if (!_snapshotTaken && !step.Killed && Oopses(step.Log) > Oopses(Logged())) _snapshots.Take();
        Difference? difference = step.Killed ? CompareDeath(step, Logged()) : _lines.Log(step.Log, Logged(), _scenario.Crashed);
        if (difference is not null) _current.Differences.Add(difference);
    }

    // rm goes through a tree in the order of the kernel's hashes of the names.
    private static ImmutableArray<string> InOrder(StepEvent step, ImmutableArray<string> lines) =>
        step.Command.StartsWith("rm -rf ", StringComparison.Ordinal) ? lines.Sort(StringComparer.Ordinal) : lines;

    // A command takes time on a real machine: what the recording shows of a transition's retries by the next one has happened by then.
    private void LetTransitionEnd(StepEvent step)
    {
        for (int i = 0; i < 3 && _machine.Kernel.Livepatch.CurrentTransition is not null && LogRules.Normalize(step.Log).Count > LogRules.Normalize(Logged()).Count; i++)
        {
            _machine.Kernel.Step(TimeSpan.FromSeconds(1));
        }
    }

    // Once memory is corrupt, chance decides when and of what the machine dies.
    private bool IsChance(StepEvent step) => _machine.Kernel.Corrupted && Oopses(step.Log) > Oopses(Logged());

    private List<LogLine> Logged()
    {
        List<LogLine> logged = [];
        bool loud = _oopsesBefore > 0;
        foreach (LogRecord record in _machine.Kernel.Log.Since(_logStart))
        {
            loud |= LogRules.BeginsOops(record.Text);
            if (loud || !_quietConsole || record.Level < LogLevel.Warning) logged.Add(new LogLine((int)record.Level, record.Text));
        }

        return logged;
    }

    private static int Oopses(IReadOnlyList<LogLine> lines)
    {
        int count = 0;
        foreach (LogLine line in lines)
        {
            if (LogRules.BeginsOops(line.Text)) count++;
        }

        return count;
    }

    // Up to the oops, and its kind.
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
