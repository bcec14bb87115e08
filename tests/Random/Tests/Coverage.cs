using System.Collections.Generic;
using System.Linq;
using KlpShell.Core;
using KlpShell.Core.Faults;
using KlpShell.Core.Machine;
using KlpShell.Histories.Generating;
using KlpShell.Histories.Invariants;
using KlpShell.Histories.Operations;
using KlpShell.Histories.Playing;

namespace KlpShell.Histories.Tests;

/// <summary>What some histories come by: an invariant about stacks says little where nothing was ever stacked.</summary>
internal sealed class Coverage
{
    private static readonly string[] s_always =
    [
        "load", "load refused", "unload", "unload refused", "enabled written", "enabled refused", "two on one function", "late module", "code of a patch ran", "WARN", "module's own probe", "mixes or transitions",
    ];

    private static readonly string[] s_later = ["transition waits", "reversed", "forced", "replaced", "nops", "module turned away", "pre_patch refused", "signals"];

    private readonly HashSet<string> _seen = [];
    private readonly string[] _places;
    private readonly bool _registers;
    private int _listed;

    private Coverage(Release release)
    {
        _registers = release.Has(Features.Registration);
        _places = [.. FaultPoints.All.Where(point => FaultPoints.IsIn(point, release)).Select(static point => "failed: " + FaultPoints.NameOf(point))];
    }

    /// <summary>What was never come by.</summary>
    public List<string> Missing => [.. (_registers ? s_always : [.. s_always, .. s_later]).Concat(_places).Where(wanted => !_seen.Contains(wanted))];

    /// <summary>Plays histories and notes what they come by.</summary>
    public static Coverage Of(Release release, int steps)
    {
        Coverage coverage = new(release);
        int seed = 5000;
        for (int done = 0; done < steps && coverage.Missing.Count > 0;)
        {
            Session session = new(release, AllInvariants.List);
            Generator generator = new(release, seed++);
            while (session.Steps < 300 && !session.IsOver)
            {
                long line = session.Kernel.Log.NextSequence;
                long faults = Struck(session);
                Operation operation = generator.Next(session.Kernel);
                Failure? failure = session.Do(operation);
                Xunit.Assert.Null(failure);
                coverage.Note(session, operation, session.Kernel.Log.Since(line), faults);
            }

            done += session.Steps;
        }

        return coverage;
    }

    private void Note(Session session, Operation operation, IReadOnlyList<LogRecord> lines, long faults)
    {
        string what = operation switch
        {
            Load => "load",
            Unload => "unload",
            Write { Patch: not null } write when write.Path.EndsWith("/enabled", System.StringComparison.Ordinal) => "enabled",
            _ => "",
        };
        bool refused = session.LastStatus.Errno != Errno.None;
        if (what == "enabled") _seen.Add(refused ? "enabled refused" : "enabled written");
        else if (what.Length > 0) _seen.Add(refused ? what + " refused" : what);
        if (Struck(session) > faults) _seen.UnionWith(session.Kernel.InjectedFaults.Where(static fault => fault.Struck > 0).Select(static fault => "failed: " + FaultPoints.NameOf(fault.Fault.Point)));
        if (session.Kernel.Kprobes.Probes.Any(static probe => probe.Owner is not null)) _seen.Add("module's own probe");
        if (session.Kernel.Ftrace.Ops.Any(static ops => Live.IsLivepatch(ops) && Live.FunctionsOf(ops).Count() > 1)) _seen.Add("two on one function");
        if (session.Kernel.Ftrace.Records.Any(static record => record.Count > 1)) _seen.Add("two on one function");
        if (session.Kernel.MixedExecutions.Count > 0) _seen.Add("mixes or transitions");
        if (session.Kernel.Livepatch.CurrentTransition is not null) _seen.UnionWith(["transition waits", "mixes or transitions"]);
        foreach (LogRecord line in lines) Note(line.Text);
        bool alone = session.Reference.Listed is [{ Definition.Replace: true }] && session.Reference.Moving is null;
        if (alone && _listed > 0 && lines.Any(static line => line.Text.EndsWith(": patching complete", System.StringComparison.Ordinal))) _seen.Add("replaced");
        _listed = session.Reference.Listed.Count;
        if (session.Kernel.Livepatch.Patches.Any(static patch => patch.Objects.Any(static obj => obj.Functions.Any(static func => func.IsNop)))) _seen.Add("nops");
    }

    private static long Struck(Session session) => session.Kernel.InjectedFaults.Sum(static fault => fault.Struck);

    private void Note(string line)
    {
        if (line.StartsWith("run ", System.StringComparison.Ordinal) && line.Contains('#')) _seen.Add("code of a patch ran");
        foreach ((string part, string seen) in ((string, string)[])
        [
            ("applying patch", "late module"), ("WARNING", "WARN"), ("reversing transition", "reversed"), ("forcing", "forced"), ("refusing to load", "module turned away"),
            ("pre-patch callback failed", "pre_patch refused"), ("signaling", "signals"),
        ])
        {
            if (line.Contains(part, System.StringComparison.Ordinal)) _seen.Add(seen);
        }
    }
}
