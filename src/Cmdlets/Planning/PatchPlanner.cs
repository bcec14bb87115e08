using System;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Core;
using KlpShell.Core.Abi;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Planning;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Planning;

/// <summary>Makes the plan of one operation: does it to a kernel that only rehearses, and says what came of it.</summary>
/// <param name="kernelName">The kernel's name.</param>
/// <param name="scratch">The kernel that only rehearses. What is planned next finds what this leaves.</param>
/// <param name="horizon">How far to look ahead, in virtual time.</param>
internal sealed class PatchPlanner(string kernelName, Kernel scratch, TimeSpan horizon)
{
    /// <summary>Makes a plan.</summary>
    /// <param name="operation">What is planned.</param>
    /// <param name="name">The patch or module.</param>
    /// <param name="change">What the cmdlet for it would do.</param>
    /// <param name="definition">The patch as its author describes it, where it isn't in the kernel; asked after the change.</param>
    /// <param name="findings">What the rules of the ABI say; asked after the change.</param>
    public PatchPlanInfo Make(PlanOperation operation, string name, Func<Kernel, Outcome> change, Func<PatchDefinition?> definition, Func<IReadOnlyList<AbiFinding>> findings)
    {
        Rehearsal rehearsal = new(scratch);
        Outcome outcome;
        try
        {
            outcome = change(scratch);
        }
        catch (KlpException refused) when (refused.ErrorId is "PatchNotFound" or "AbiPolicyRefused")
        {
            outcome = new Outcome(null) { Error = refused };
        }
        catch
        {
            rehearsal.End(Status.Ok, TimeSpan.Zero);
            throw;
        }

        Status status = outcome.Result?.Status ?? Status.Ok;
        Forecast forecast = rehearsal.End(status, horizon);
        KlpException? error = outcome.Error ?? (status.Succeeded || status.Refusal == Refusal.Inexact ? null : Failure.Of(Attempt(operation, name), outcome.Result!, name));
        PlanConflicts conflicts = new(kernelName, name, forecast, definition(), status);
        return new PatchPlanInfo
        {
            Patch = name,
            Kernel = kernelName,
            Operation = operation,
            Outcome = Judge(outcome, error, forecast),
            ErrorId = error?.ErrorId,
            Errno = error?.Errno ?? Errno.None,
            Message = Internal.Text.Visible(error?.Message ?? outcome.Warning ?? Stopped(forecast) ?? outcome.Note) is { Length: > 0 } message ? message : null,
            Checks = Checks(forecast, status),
            Log = Array.AsReadOnly<LogInfo>([.. forecast.Log.Concat(forecast.LaterLog).Select(line => LogProjection.Of(kernelName, line))]),
            Changes = Array.AsReadOnly<FileChangeInfo>([.. forecast.Changes.Select(static file => Of(file, false)), .. forecast.LaterChanges.Select(static file => Of(file, true))]),
            TransitionEnds = forecast.TransitionEnds,
            HeldUpBy = forecast.InTransition is null ? [] : TransitionProjection.Stalled(kernelName, forecast.After, int.MaxValue).AsReadOnly(),
            StalledTasks = forecast.Stalls ? TransitionProjection.Stalled(kernelName, forecast.AtHorizon, int.MaxValue).AsReadOnly() : [],
            Replaces = conflicts.Replaced(),
            Conflicts = conflicts.Find(),
            AbiFindings = Array.AsReadOnly<AbiFindingInfo>([.. findings().Select(AbiProjection.Of)]),
            TasksInOldCode = TasksInOldCode(name, forecast),
            MixedExecutions = Array.AsReadOnly<MixedExecutionInfo>([.. forecast.AtHorizon.MixedExecutions.Skip(forecast.Before.MixedExecutions.Count).Select(StatusProjection.Of)]),
            Result = PatchProjection.Find(kernelName, forecast.AtHorizon, name),
            TaintLetters = forecast.AtHorizon.Taints.Letters(),
            NewTaint = (forecast.AtHorizon.Taints & ~forecast.Before.Taints).Letters(),
            Time = forecast.Before.Clock.Now,
            Horizon = forecast.Before.Clock.Now + horizon,
        };
    }

    private static string Attempt(PlanOperation operation, string name) => operation switch
    {
        PlanOperation.Load => $"Can't load module '{name}'",
        PlanOperation.Unload => $"Can't unload module '{name}'",
        _ => $"Can't {operation.ToString().ToLowerInvariant()} patch '{name}'",
    };

    private static string? Stopped(Forecast forecast) => forecast.StoppedAt is { } function ? $"{function} is a script block: a plan doesn't run it, and knows nothing of what comes after" : null;

    private static PlanOutcome Judge(Outcome outcome, KlpException? error, Forecast forecast)
    {
        if (error is not null) return PlanOutcome.Refused;
        if (forecast.StoppedAt is not null) return PlanOutcome.Inexact;
        if (outcome.Result is null) return PlanOutcome.NothingToDo;
        return forecast.Stalls ? PlanOutcome.Stalls : PlanOutcome.Works;
    }

    private static IReadOnlyList<PlanCheckInfo> Checks(Forecast forecast, Status status)
    {
        PlanCheckInfo[] checks = new PlanCheckInfo[forecast.Checks.Count];
        int line = 0;
        for (int i = 0; i < checks.Length; i++)
        {
            CheckResult check = forecast.Checks[i];
            long until = i + 1 < checks.Length ? forecast.Checks[i + 1].Sequence : long.MaxValue;
            List<LogRecord> own = [];
            for (; line < forecast.Log.Count && forecast.Log[line].Sequence < until; line++) own.Add(forecast.Log[line]);
            checks[i] = new PlanCheckInfo
            {
                Check = check.Check.ToString(),
                Subject = check.Subject,
                Passed = check.Passed,
                Errno = !check.Passed && check.Check == status.Refusal ? status.Errno : Errno.None,
                LogLines = Failure.Lines(own),
            };
        }

        return Array.AsReadOnly(checks);
    }

    private static FileChangeInfo Of(FileChange file, bool later) => new() { Path = file.Path, Change = file.Kind, Before = file.Before, After = file.After, Later = later };

    // Where there is no consistency model, who is in old code goes on in it while new calls run the new.
    private IReadOnlyList<TaskInfo> TasksInOldCode(string name, Forecast forecast)
    {
        if (scratch.Release.Has(Features.Consistency) || forecast.After.Livepatch.Find(name) is not { State: KlpState.Enabled } patch) return [];
        HashSet<ulong> old = [.. patch.Objects.SelectMany(static obj => obj.Functions).Select(static func => func.OldAddress).Where(static address => address != 0)];
        List<TaskInfo> tasks = [];
        foreach (KernelTask task in forecast.After.Tasks.All)
        {
            if (task.Stack.Any(code => old.Contains(code.Address))) tasks.Add(TaskProjection.Of(kernelName, forecast.After, task));
        }

        return tasks.AsReadOnly();
    }
}
