using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace KlpShell.Conformance.Scenarios;

/// <summary>
/// Makes steps of the log of one of the kernel's own selftests. The scripts log each of their commands just before it, and what some
/// of them printed just after it; their waits are those that the recordings' description tells.
/// </summary>
internal static class SelftestScript
{
    private const string ScriptPrefix = "livepatch: ";
    private const string Setting = ScriptPrefix + "kernel.ftrace_enabled = ";
    private const string Refused = ScriptPrefix + "sysctl: setting key ";
    private const string Patched = ": this has been live patched";
    private const string ReadPatched = "cat /proc/cmdline /proc/meminfo | grep 'live patched'";

    /// <summary>The steps and waits of a script.</summary>
    /// <param name="log">All that was logged while it ran.</param>
    public static ImmutableArray<ScenarioEvent> Events(IReadOnlyList<LogLine> log)
    {
        ImmutableArray<ScenarioEvent>.Builder events = ImmutableArray.CreateBuilder<ScenarioEvent>();
        StepEvent? step = null;
        foreach (LogLine line in log)
        {
            string text = line.Text;
            if (text.StartsWith("% ", StringComparison.Ordinal)) Begin(text[2..], default, null);
            else if (text.StartsWith(Setting, StringComparison.Ordinal)) Begin("sysctl kernel.ftrace_enabled=" + text[Setting.Length..], default, 0);
            else if (text.StartsWith(Refused, StringComparison.Ordinal)) Begin("sysctl kernel.ftrace_enabled=0", [text[ScriptPrefix.Length..]], 1);
            else if (text.EndsWith(Patched, StringComparison.Ordinal)) Read(text);
            else if (text.StartsWith("insmod: ERROR: ", StringComparison.Ordinal) || text.StartsWith("modprobe: ERROR: ", StringComparison.Ordinal)) step = step! with { ExitStatus = 1, Output = [text] };
            else if (step is not null && !IsScripts(text)) step = step with { Log = step.Log.Add(line) };
        }

        End();
        return events.ToImmutable();

        void Begin(string command, ImmutableArray<string> output, int? status)
        {
            End();
            step = new StepEvent(events.Count + 1, command, status, output, [], false);
        }

        void Read(string text)
        {
            if (step?.Command != ReadPatched) Begin(ReadPatched, [], 0);
            step = step! with { Output = step!.Output.Add(text) };
        }

        void End()
        {
            if (step is null) return;
            events.Add(step);
            if (Wait(step) is { } wait) events.Add(wait);
        }
    }

    private static bool IsScripts(string text) =>
        text.StartsWith("===== TEST: ", StringComparison.Ordinal)
        || text.StartsWith("livepatch kselftest timestamp: ", StringComparison.Ordinal)
        || text.StartsWith("oracle start ", StringComparison.Ordinal);

    // After a patch is loaded the scripts wait for its transition, after a disabling for its directory to go; where it can't end they don't.
    private static PauseEvent? Wait(StepEvent step)
    {
        foreach (LogLine line in step.Log)
        {
            if (!line.Text.StartsWith(ScriptPrefix + '\'', StringComparison.Ordinal) || !line.Text.EndsWith(" complete", StringComparison.Ordinal)) continue;
            string patch = line.Text[(ScriptPrefix.Length + 1)..line.Text.IndexOf("':", StringComparison.Ordinal)];
            bool gone = line.Text.EndsWith("unpatching complete", StringComparison.Ordinal);
            return new PauseEvent("wait") { Until = gone ? "patch gone" : "transition complete", Patch = patch };
        }

        return null;
    }
}
