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
    // The recordings' scripts look 300 times, every 0.1 s.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    // What a step cost the machine of the later recordings, in which transitions go on.
    private static readonly TimeSpan s_stepCost = TimeSpan.FromSeconds(0.1);

    private readonly Scenario _scenario;
    private readonly Machine _machine;
    private readonly ShellSession _shell;
    private readonly SnapshotTaker _snapshots;
    private readonly LineComparer _lines;
    private readonly SnapshotComparer _snapshotComparer;
    private readonly TransitionTiming _timing;
    private readonly List<StepResult> _results = [];
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
        _snapshots = new SnapshotTaker(machine.Kernel, machine.Profile.IsLater);
        _timing = new TransitionTiming(machine.Kernel, _shell.Jobs);
        _lines = new LineComparer(machine.Kernel, machine.Profile.Kaslr);
        _snapshotComparer = new SnapshotComparer(_lines);
        _quietConsole = scenario.Crashed && SerialConsole.IsQuiet(scenario);
    }

    /// <summary>Plays one.</summary>
    public static ScenarioResult Play(Scenario scenario)
    {
        Machine? machine = Machine.Boot(scenario, out string reason);
        if (machine is null) return new ScenarioResult(scenario.Name, []) { Skipped = reason, StepCount = scenario.StepCount };
        if (!scenario.SelftestLog.IsDefault) return new SelftestPlayer(scenario, machine).Play();
        ScenarioPlayer player = new(scenario, machine);
        string? problem = scenario.StepCount == 0 ? "there is no step in it" : player.PlayAll();
        return new ScenarioResult(scenario.Name, player._results) { Problem = problem, StepCount = scenario.StepCount - player._unjudged };
    }

    private string? PlayAll()
    {
        for (int i = 0; i < _scenario.Events.Length; i++)
        {
            try
            {
                if (!Play(_scenario.Events[i], i)) break;
            }
            catch (Exception problem) when (problem is UnknownCommandException or ShellSyntaxException or ProcessHungException)
            {
                _current.Differences.Add(new Difference("the player", "a command that it knows", problem.Message));
                _step = null;
                return $"step {_current.Number} `{_current.Command}`: {problem.Message}";
            }
        }

        EndStep();
        if (_lines.Periodic() is { } difference) _current.Differences.Add(difference);
        return null;
    }

    // False when nothing can follow.
    private bool Play(ScenarioEvent happened, int index)
    {
        switch (happened)
        {
            case StepEvent step:
                EndStep();
                if (_unjudged > 0) _unjudged++;
                return _unjudged > 0 || (!_shellKilled && PlayStep(step, SnapshotAfter(index)));
            case SnapshotEvent when _unjudged > 0:
                return true;
            case SnapshotEvent snapshot:
                _snapshotTaken = true;
                _timing.Before(snapshot);
                foreach (Difference difference in _snapshotComparer.Compare(snapshot, _snapshots.Take()))
                {
                    _current.Differences.Add(difference with { Place = $"snapshot '{snapshot.Label}', {difference.Place}" });
                }

                return true;
            case WaitEvent wait:
                Wait(wait);
                return true;
            case SleepEvent sleep:
                _shell.Jobs.LetRun(TimeSpan.FromSeconds(sleep.Seconds));
                return true;
            default:
                return true;
        }
    }

    private bool PlayStep(StepEvent step, SnapshotEvent? next)
    {
        if (_machine.Profile.IsLater) _shell.Jobs.LetRun(s_stepCost);
        _step = step;
        _snapshotTaken = false;
        _current = new StepResult(step.Number, step.Command);
        _results.Add(_current);
        _machine.Kernel.WriteFile("/dev/kmsg", "% " + step.Command);
        _logStart = _machine.Kernel.Log.NextSequence;
        _oopsesBefore = _machine.Kernel.Oopses;
        _timing.Begin(step.Log, next);
        StepOutcome outcome = _shell.Run(step.Command, UpcomingCommands.Behind(_scenario, step));
        _shellKilled = outcome.Killed;
        if (outcome.Killed != step.Killed && !(step.Killed && _machine.Kernel.Corrupted))
        {
            Differ("the shell", step.Killed ? "killed by an oops" : "alive", outcome.Killed ? "killed by an oops" : "alive");
        }

        if (step.Killed || outcome.Killed) return false;
        if (IsChance(step)) return true;
        if (step.ExitStatus is not null && step.ExitStatus != outcome.ExitStatus) Differ("exit status", Text(step.ExitStatus), Text(outcome.ExitStatus));
        if (!step.Output.IsDefault && _lines.Lines("output", step.Output, outcome.Output) is { } difference) _current.Differences.Add(difference);
        return true;
    }

    // A step's part of the log reaches to the next command, so that a snapshot after it belongs to it too.
    private void EndStep()
    {
        if (_step is not { } step) return;
        _step = null;
        _timing.End(step.Log, Logged);
        if (!step.Killed && IsChance(step))
        {
            // From here on nothing that is recorded says anything about the kernel's rules.
            _results.Remove(_current);
            _unjudged = 1;
            return;
        }

        // A snapshot whose program was killed may have left nothing but its oops.
        if (!_snapshotTaken && !step.Killed && Oopses(step.Log) > Oopses(Logged())) _snapshots.Take();
        Difference? difference = step.Killed ? CompareDeath(step, Logged()) : _lines.Log(step.Log, Logged(), _scenario.Crashed);
        if (difference is not null) _current.Differences.Add(difference);
    }

    private void Wait(WaitEvent wait)
    {
        string directory = $"/sys/kernel/livepatch/{wait.Patch}";
        switch (wait.Until)
        {
            case "transition complete":
                _shell.Jobs.Wait(() => _machine.Kernel.ReadFile(directory + "/transition") is { Succeeded: false } or { Output: "0\n" }, s_patience);
                break;
            case "patch gone":
                _shell.Jobs.Wait(() => !_machine.Kernel.Files.Find(directory, out _).Succeeded, s_patience);
                break;
            case "background command of this scenario exits":
                _shell.Jobs.WaitForAll(s_patience);
                break;
            default:
                throw new UnknownCommandException($"waiting until '{wait.Until}' isn't known to the player");
        }
    }

    // The snapshot that was taken before anything was waited for.
    private SnapshotEvent? SnapshotAfter(int index)
    {
        for (int i = index + 1; i < _scenario.Events.Length; i++)
        {
            if (_scenario.Events[i] is SnapshotEvent snapshot) return snapshot;
            if (_scenario.Events[i] is not NoteEvent) return null;
        }

        return null;
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
