using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using KlpShell.Conformance.Comparing;
using KlpShell.Conformance.Machines;
using KlpShell.Conformance.Modules;
using KlpShell.Conformance.Scenarios;
using KlpShell.Conformance.Shell;
using KlpShell.Conformance.Shell.Files;
using KlpShell.Conformance.Shell.Syntax;
using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Playing;

/// <summary>
/// Plays one of the kernel's selftests: it does what the script's lines in the log say, with the waits that its functions have, and
/// holds the log against the recorded one.
/// </summary>
internal sealed partial class SelftestPlayer
{
    private const string Patches = "/sys/kernel/livepatch/";

    // The scripts' functions look 600 times, every 0.1 s.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Scenario _scenario;
    private readonly Machine _machine;
    private readonly ShellSession _shell;
    private readonly TransitionTiming _timing;
    private readonly LineComparer _lines;
    private readonly List<StepResult> _results = [];
    private readonly List<KernelTask> _callers = [];

    /// <summary>Makes a player for one.</summary>
    public SelftestPlayer(Scenario scenario, Machine machine)
    {
        _scenario = scenario;
        _machine = machine;
        _shell = new ShellSession(machine);
        _timing = new TransitionTiming(machine.Kernel, _shell.Jobs);
        _lines = new LineComparer(machine.Kernel, machine.Profile.Kaslr);
    }

    private Kernel Kernel => _machine.Kernel;

    /// <summary>Plays it.</summary>
    public ScenarioResult Play()
    {
        IReadOnlyList<SelftestStep> steps = SelftestScript.Read(_scenario.SelftestLog);
        string? problem = steps.Count == 0 ? "there is no step in it" : null;
        try
        {
            foreach (SelftestStep step in steps) Play(step);
            foreach (ScenarioEvent happened in _scenario.Events)
            {
                if (happened is not SnapshotEvent snapshot || _results.Count == 0) continue;
                foreach (Difference difference in new SnapshotComparer(_lines).Compare(snapshot, new SnapshotTaker(Kernel, later: true).Take()))
                {
                    _results[^1].Differences.Add(difference with { Place = $"snapshot '{snapshot.Label}', {difference.Place}" });
                }
            }
        }
        catch (Exception unknown) when (unknown is UnknownCommandException or ShellSyntaxException or ProcessHungException or ProcessKilledException)
        {
            problem = $"step {_results[^1].Number} `{_results[^1].Command}`: {unknown.Message}";
        }

        return new ScenarioResult(_scenario.Name, _results) { Problem = problem, StepCount = steps.Count };
    }

    private void Play(SelftestStep step)
    {
        // An unload first waits until nobody needs the module.
        if (Unload().Match(step.Text) is { Success: true } unload) _shell.Jobs.Wait(() => Kernel.ReadFile($"/sys/module/{unload.Groups[1].Value}/refcnt").Output != "1\n", s_patience);
        StepResult result = new(step.Number, step.Text);
        _results.Add(result);
        long start = Kernel.Log.NextSequence;
        switch (step.Kind)
        {
            case SelftestStepKind.Heading:
                Say(step.Text);
                break;
            case SelftestStepKind.Sysctl:
                Set(step.Text);
                break;
            case SelftestStepKind.Copy:
                Copy("/proc/cmdline");
                Copy("/proc/meminfo");
                break;
            case SelftestStepKind.Remaining:
                TellRemaining();
                break;
            default:
                Run(step);
                break;
        }

        _timing.End(step.Log, () => Logged(start));
        if (_lines.Log(step.Log, Logged(start), serial: false) is { } difference) result.Differences.Add(difference);
    }

    private void Run(SelftestStep step)
    {
        _timing.Begin(step.Log, null);
        Say(step.Text);
        StepOutcome outcome = _shell.Run(WithCallers(step.Text["% ".Length..]));
        if (outcome.ExitStatus != 0)
        {
            foreach (string line in outcome.Output) Say(line);
            return;
        }

        if (Load().Match(step.Text) is { Success: true } load) WaitForLoad(load.Groups[1].Value, step.Log);
        if (Disable().Match(step.Text) is { Success: true } disable) _shell.Jobs.Wait(() => !Kernel.Files.Find(Patches + disable.Groups[1].Value, out _).Succeeded, s_patience);
    }

    // A script that wants to see an open transition doesn't wait for its end, but for its beginning.
    private void WaitForLoad(string module, List<LogLine> recorded)
    {
        string file = $"{Patches}{module}/transition";
        if (!Kernel.Files.Find(file, out _).Succeeded) return;
        bool ends = recorded.Exists(line => line.Text == $"livepatch: '{module}': patching complete");
        _shell.Jobs.Wait(() => Kernel.ReadFile(file).Output == (ends ? "0\n" : "1\n"), s_patience);
    }

    // Where it was refused, the script had asked for 0.
    private void Set(string text)
    {
        string value = text.StartsWith("livepatch: kernel", StringComparison.Ordinal) ? text[(text.LastIndexOf(' ') + 1)..] : "0";
        foreach (string line in _shell.Run($"sysctl kernel.ftrace_enabled={value}").Output) Say("livepatch: " + line);
    }

    private void Copy(string path)
    {
        foreach (string line in Kernel.ReadFile(path).OrThrow().Output.Split('\n'))
        {
            if (line.Contains("live patched", StringComparison.Ordinal)) Say(line);
        }
    }

    // Processes that call getpid all the time, whose ids the script hands to the module.
    private string WithCallers(string command) => Pids().Replace(command, match =>
    {
        foreach (string _ in match.Groups[1].Value.Split(',')) _callers.Add(Kernel.AddTask("test_klp-call_ge", TaskKind.User));
        return "klp_pids=" + string.Join(',', _callers.ConvertAll(static task => task.Pid.ToString(CultureInfo.InvariantCulture)));
    });

    private void TellRemaining()
    {
        ulong function = Kernel.Symbols.AddressOf(SyscallModule.Function);
        string left = "";
        _shell.Jobs.Wait(
            () =>
            {
                foreach (KernelTask caller in _callers) Kernel.Call(function, caller: caller);
                left = Kernel.ReadFile("/sys/kernel/test_klp_syscall/npids").Output.TrimEnd();
                return left == "0";
            },
            s_patience);
        Say($"test_klp_syscall: Remaining not livepatched processes: {left}");
        foreach (KernelTask caller in _callers) Kernel.RemoveTask(caller.Pid);
        _callers.Clear();
    }

    // dmesg shows what a user wrote into the log with the facility's number in the level.
    private void Say(string text) => Kernel.Log.Write(LogLevel.Notice, text);

    private List<LogLine> Logged(long start)
    {
        List<LogLine> logged = [];
        foreach (LogRecord record in Kernel.Log.Since(start)) logged.Add(new LogLine((int)record.Level, record.Text));
        return logged;
    }

    [GeneratedRegex(@"^% (?:insmod (?:\S*/)?|modprobe )(\w+)(?:\.ko)?(?: |$)")]
    private static partial Regex Load();

    [GeneratedRegex(@"^% rmmod (\w+)$")]
    private static partial Regex Unload();

    [GeneratedRegex(@"^% echo 0 > /sys/kernel/livepatch/(\w+)/enabled$")]
    private static partial Regex Disable();

    [GeneratedRegex(@"\bklp_pids=([\d,]+)")]
    private static partial Regex Pids();
}
