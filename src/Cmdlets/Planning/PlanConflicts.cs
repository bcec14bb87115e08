using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Planning;
using KlpShell.Projection;

namespace KlpShell.Planning;

/// <summary>Finds where an operation meets other patches. What the kernel makes of it stands in the forecast: nothing is judged here.</summary>
internal sealed class PlanConflicts(string kernelName, string name, Forecast forecast, PatchDefinition? definition, Status status)
{
    private const string Original = "original";

    /// <summary>The patches that would be gone because this one takes their place.</summary>
    public IReadOnlyList<string> Replaced()
    {
        List<string> gone = [];
        if (forecast.AtHorizon.Livepatch.Find(name) is not { Definition.Replace: true }) return gone.AsReadOnly();
        foreach (KlpPatch patch in forecast.Before.Livepatch.Patches)
        {
            if (patch.Name != name && patch.State == KlpState.Enabled && forecast.AtHorizon.Livepatch.Find(patch.Name) is not { State: KlpState.Enabled }) gone.Add(patch.Name);
        }

        return gone.AsReadOnly();
    }

    /// <summary>All that is met.</summary>
    public IReadOnlyList<PlanConflictInfo> Find()
    {
        List<PlanConflictInfo> found = [];
        if (forecast.Before.Livepatch.CurrentTransition is { } moving && moving.Patch.Name != name) found.Add(Of(PlanConflictKind.InTransition, moving.Patch.Name, $"{moving.Patch.Name} is in transition"));
        AddRefusal(found);
        foreach (string patch in Replaced()) found.Add(Of(PlanConflictKind.Replaced, patch, $"{name} takes the place of {patch}"));
        AddFunctions(found);
        return found.AsReadOnly();
    }

    private static PlanConflictInfo Of(PlanConflictKind kind, string? patch, string detail) => new() { Kind = kind, Patch = patch, Detail = detail };

    private void AddRefusal(List<PlanConflictInfo> found)
    {
        switch (status.Refusal)
        {
            case Refusal.PreviousPatchDisabled:
                found.Add(Of(PlanConflictKind.Order, status.Subject, $"{status.Subject}, before it in the list, is disabled"));
                break;
            case Refusal.NextPatchEnabled:
                found.Add(Of(PlanConflictKind.Order, status.Subject, $"{status.Subject}, after it in the list, is enabled"));
                break;
            case Refusal.StatesIncompatible:
                AddStates(found);
                break;
        }
    }

    private void AddStates(List<PlanConflictInfo> found)
    {
        foreach (KlpPatch patch in forecast.Before.Livepatch.Patches)
        {
            foreach (SystemState state in patch.States)
            {
                StateDefinition? own = definition?.States.FirstOrDefault(mine => mine.Id == state.Id);
                if (own?.Version == state.Version) continue;
                found.Add(Of(PlanConflictKind.SystemState, patch.Name, $"{patch.Name} has system state {state.Id} in version {state.Version}, {name} {(own is null ? "hasn't got it" : $"in version {own.Version}")}"));
            }
        }
    }

    private void AddFunctions(List<PlanConflictInfo> found)
    {
        HashSet<(string Object, string Function, ulong Position)> own = [.. Functions()];
        Dictionary<(string, string), FunctionInfo> later = [];
        foreach (FunctionInfo info in new FunctionProjection(kernelName, forecast.AtHorizon.Clone()).Interesting(null)) later.TryAdd((info.Object, info.Name), info);
        IReadOnlyList<string> replaced = Replaced();
        foreach (KlpPatch patch in forecast.Before.Livepatch.Patches)
        {
            if (patch.Name == name) continue;
            foreach (KlpObject obj in patch.Objects)
            {
                foreach (KlpFunc func in obj.Functions)
                {
                    bool shared = own.Contains((obj.DisplayName(), func.OldName, func.Definition.SymbolPosition));
                    if (!shared && !replaced.Contains(patch.Name)) continue;
                    FunctionInfo? info = later.GetValueOrDefault((obj.DisplayName(), func.OldName));
                    string winner = info?.Winner ?? Original;
                    string sentence = $"{patch.Name} replaces {func.OldName} of {obj.DisplayName()}{(shared ? " too" : "")}; {(info is { State: FunctionState.Absent } ? "the object isn't loaded" : $"{winner} wins")}";
                    found.Add(new PlanConflictInfo { Kind = shared ? PlanConflictKind.SharedFunction : PlanConflictKind.Replaced, Patch = patch.Name, Object = obj.DisplayName(), Function = func.OldName, Winner = winner, Detail = sentence });
                }
            }
        }

        AddHooks(found, own);
    }

    private void AddHooks(List<PlanConflictInfo> found, HashSet<(string Object, string Function, ulong Position)> own)
    {
        foreach (FunctionInfo info in new FunctionProjection(kernelName, forecast.Before.Clone()).Interesting(null))
        {
            if (!own.Any(function => function.Object == info.Object && function.Function == info.Name)) continue;
            string[] others = [.. info.Hooks.Where(hook => hook != name && forecast.Before.Livepatch.Find(hook) is null)];
            if (others.Length > 0) found.Add(new PlanConflictInfo { Kind = PlanConflictKind.Hooked, Object = info.Object, Function = info.Name, Detail = $"{info.Name} of {info.Object} is hooked by {string.Join(", ", others)}" });
        }
    }

    private IEnumerable<(string Object, string Function, ulong Position)> Functions()
    {
        KlpPatch? live = forecast.After.Livepatch.Find(name) ?? forecast.Before.Livepatch.Find(name);
        PatchDefinition? described = live?.Definition ?? definition;
        if (described is null) yield break;
        foreach (PatchObjectDefinition obj in described.Objects)
        {
            if (obj.Functions.IsDefault) continue;
            foreach (PatchFuncDefinition func in obj.Functions) yield return (obj.DisplayName, func.OldName, func.SymbolPosition);
        }
    }
}
