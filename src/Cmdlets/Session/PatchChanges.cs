using System;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;
using KlpShell.Projection;

namespace KlpShell.Session;

/// <summary>Turning patches on and off, by the ways in that a real kernel has: a write to <c>enabled</c>, an insmod, an rmmod.</summary>
internal static class PatchChanges
{
    /// <summary>
    /// Enables a patch. One that the kernel lists gets a 1 written to <c>enabled</c>; of one that it doesn't, the module is loaded. Where
    /// a disabled patch is gone while its module is still there (from 4.12 on), the module is removed first.
    /// </summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="name">The patch.</param>
    /// <param name="strict">True to ask the kernel also when the patch is enabled already, so that it refuses.</param>
    /// <param name="load">Loads the module, and says how it is called.</param>
    public static Outcome Enable(Kernel kernel, string name, bool strict, Func<(string Name, EntranceResult Result)> load)
    {
        if (kernel.Livepatch.Find(name) is { } patch)
        {
            if (patch.State == KlpState.Enabled && !strict) return Outcome.Nothing($"The patch '{name}' is enabled already.");
            return Noted(kernel, name, Write(kernel, name, 1));
        }

        if (kernel.Release.Has(Features.Registration) || kernel.Modules.Find(name) is null) return Load(kernel, load);
        EntranceResult removed = kernel.UnloadModule(name);
        if (!removed.Succeeded) return removed;
        Outcome loaded = Load(kernel, load);
        string told = $"The patch '{name}' had been disabled, and can't be enabled again: its module was removed and loaded again.";
        return loaded with
        {
            Result = loaded.Result! with { Log = [.. removed.Log, .. loaded.Result.Log] },
            Note = loaded.Note is null ? told : $"{told} {loaded.Note}",
        };
    }

    /// <summary>Disables a patch. From 4.12 on it is gone with that, as soon as all tasks have switched back.</summary>
    public static Outcome Disable(Kernel kernel, string kernelName, string name, bool strict)
    {
        if (kernel.Livepatch.Find(name) is not { } patch)
        {
            bool gone = !kernel.Release.Has(Features.Registration) && kernel.Modules.Find(name) is { Patches.Count: > 0 };
            if (gone && !strict) return Outcome.Nothing($"The patch '{name}' is disabled already; its module is still loaded, until Remove-KlpModule.");
            throw Failure.Of("PatchNotFound", name, name, kernelName);
        }

        if (patch.State == KlpState.Disabled && !strict) return Outcome.Nothing($"The patch '{name}' is disabled already.");
        return Noted(kernel, name, Write(kernel, name, 0));
    }

    /// <summary>Registers a patch, which the first releases can do without enabling it. Of one whose module isn't loaded, the module is loaded with an init that only registers.</summary>
    public static Outcome Register(Kernel kernel, string name, Func<ModuleDefinition> module, string arguments) =>
        Missing(kernel, "klp_register_patch") is { } missing ? missing
        : kernel.Modules.Find(name) is null ? kernel.LoadModule(module() with { Init = PatchInit.RegisterOnly }, arguments)
        : kernel.RegisterPatch(name);

    /// <summary>Unregisters a patch.</summary>
    public static Outcome Unregister(Kernel kernel, string kernelName, string name) =>
        Missing(kernel, "klp_unregister_patch") is { } missing ? missing
        : kernel.Livepatch.Find(name) is null ? throw Failure.Of("PatchNotFound", name, name, kernelName)
        : kernel.UnregisterPatch(name);

    // What the kernel answers to a call of the first releases where it has none such.
    private static EntranceResult? Missing(Kernel kernel, string call) => kernel.Release.Has(Features.Registration)
        ? null
        : new EntranceResult(Status.Refused(Errno.ENOENT, Refusal.NotInThisRelease, call), "", default, []);

    /// <summary>Writes to a file of a patch.</summary>
    public static EntranceResult Write(Kernel kernel, string name, int value, string file = "enabled") =>
        kernel.WriteFile($"{PatchProjection.Root}/{name.Replace('/', '!')}/{file}", value == 1 ? "1\n" : "0\n");

    // The module's init enables the patch; where it only registers, a 1 is written.
    private static Outcome Load(Kernel kernel, Func<(string Name, EntranceResult Result)> load)
    {
        (string name, EntranceResult loaded) = load();
        if (!loaded.Succeeded) return loaded;
        if (kernel.Livepatch.Find(name) is not { } patch)
        {
            KlpException error = Failure.Of("PatchDidNotStay", name, name);
            error.LogLines = Failure.Lines(loaded.Log);
            return new Outcome(loaded) { Error = error };
        }

        if (patch.State == KlpState.Enabled) return Noted(kernel, name, loaded);
        EntranceResult enabled = Write(kernel, name, 1);
        return Noted(kernel, name, enabled with { Log = [.. loaded.Log, .. enabled.Log] });
    }

    /// <summary>Says whose place a patch has taken; null where it hasn't.</summary>
    public static string? TakenPlace(Kernel kernel, string name)
    {
        if (kernel.Livepatch.Find(name) is not { Definition.Replace: true, State: KlpState.Enabled }) return null;
        List<string> gone = [];
        foreach (Module module in kernel.Modules.All)
        {
            if (module.Name != name && module.Patches.Count > 0 && kernel.Livepatch.Find(module.Name) is null) gone.Add(module.Name);
        }

        return gone.Count == 0 ? null : $"The patch '{name}' stands alone. Modules of patches that are gone are still loaded, until Remove-KlpModule: {string.Join(", ", gone)}.";
    }

    private static Outcome Noted(Kernel kernel, string name, EntranceResult result) => new(result)
    {
        Note = result.Succeeded && kernel.Livepatch.CurrentTransition is { } transition && transition.Patch.Name == name
            ? $"The patch '{name}' is in transition to the {(transition.Patching ? "new" : "old")} code: {Transitions.Left(transition.Remaining)}. Wait-KlpPatch waits for its end."
            : result.Succeeded ? TakenPlace(kernel, name) : null,
    };
}
