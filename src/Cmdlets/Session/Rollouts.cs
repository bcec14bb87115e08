using System;
using KlpShell.Core;

namespace KlpShell.Session;

/// <summary>Enables or disables a patch and waits until it is in place, or gone. Where it isn't in time, all goes back as it was, where that is asked for.</summary>
/// <param name="kernelName">The kernel's name.</param>
/// <param name="timeout">How long to wait, in virtual time.</param>
/// <param name="rollback">True to go back when the time is over.</param>
/// <param name="stopping">True once the user has asked for an end.</param>
/// <param name="progress">Hears how far the wait is; null where nobody looks.</param>
internal sealed class Rollouts(string kernelName, TimeSpan timeout, bool rollback, Func<bool> stopping, Progress? progress)
{
    /// <summary>Enables a patch, as <see cref="PatchChanges"/> does it, and waits.</summary>
    public Outcome Enable(Kernel kernel, string name, bool strict, Func<(string Name, EntranceResult Result)> load)
    {
        bool wasLoaded = kernel.Modules.Find(name) is not null;
        long before = kernel.Log.NextSequence;
        Outcome enabled = PatchChanges.Enable(kernel, name, strict, load);
        if (!IsUnderWay(kernel, name, enabled)) return enabled;
        Outcome waited = Wait(kernel, name, enabled, before);
        if (waited.Rollout is { Outcome: RolloutOutcome.RolledBack } && !wasLoaded) waited = Unload(kernel, name, waited);
        return waited with { Note = kernel.Livepatch.CurrentTransition is null ? PatchChanges.TakenPlace(kernel, name) : enabled.Note };
    }

    /// <summary>Disables a patch, as <see cref="PatchChanges"/> does it, and waits.</summary>
    public Outcome Disable(Kernel kernel, string name, bool strict)
    {
        long before = kernel.Log.NextSequence;
        Outcome disabled = PatchChanges.Disable(kernel, kernelName, name, strict);
        return IsUnderWay(kernel, name, disabled) ? Wait(kernel, name, disabled, before) with { Note = disabled.Note } : disabled;
    }

    private static bool IsUnderWay(Kernel kernel, string name, Outcome begun) => begun.Holds && kernel.Livepatch.CurrentTransition?.Patch.Name == name;

    private Outcome Wait(Kernel kernel, string name, Outcome begun, long before)
    {
        Outcome waited = new Transitions(kernelName, kernel, stopping, progress).Wait(name, timeout, rollback);
        return waited with { Result = waited.Result is { } result ? result with { Log = kernel.Log.Since(before) } : begun.Result, Warning = begun.Warning };
    }

    // What the enabling had loaded goes again.
    private static Outcome Unload(Kernel kernel, string name, Outcome waited) =>
        waited with { Rollout = waited.Rollout! with { ModuleRemoved = kernel.UnloadModule(name).Succeeded } };
}
