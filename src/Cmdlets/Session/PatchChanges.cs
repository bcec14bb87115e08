using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Modules;
using KlpShell.Projection;

namespace KlpShell.Session;

/// <summary>Turning patches on and off, by the ways in that a real kernel has: a write to <c>enabled</c>, or an insmod.</summary>
internal static class PatchChanges
{
    /// <summary>Enables a patch that is registered; null where it isn't.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="name">The patch.</param>
    /// <param name="strict">True to ask the kernel also when the patch is enabled already, so that it refuses.</param>
    public static Outcome? EnableRegistered(Kernel kernel, string name, bool strict)
    {
        if (kernel.Livepatch.Find(name) is not { } patch) return null;
        if (patch.State == KlpState.Enabled && !strict) return Outcome.Nothing($"The patch '{name}' is enabled already.");
        return Write(kernel, name, 1);
    }

    /// <summary>Loads a patch's module, whose init registers and enables the patch, and enables the patch where the init only registers it.</summary>
    public static Outcome Load(Kernel kernel, ModuleDefinition module, string arguments)
    {
        EntranceResult loaded = kernel.LoadModule(module, arguments);
        if (!loaded.Succeeded) return loaded;
        if (kernel.Livepatch.Find(module.Name) is not { } patch) throw Failure.Of("PatchDidNotStay", module.Name, module.Name);
        if (patch.State == KlpState.Enabled) return loaded;
        EntranceResult enabled = Write(kernel, module.Name, 1);
        return enabled with { Log = [.. loaded.Log, .. enabled.Log] };
    }

    /// <summary>Disables a patch.</summary>
    public static Outcome Disable(Kernel kernel, string kernelName, string name, bool strict)
    {
        if (kernel.Livepatch.Find(name) is not { } patch) throw Failure.Of("PatchNotFound", name, name, kernelName);
        if (patch.State == KlpState.Disabled && !strict) return Outcome.Nothing($"The patch '{name}' is disabled already.");
        return Write(kernel, name, 0);
    }

    private static EntranceResult Write(Kernel kernel, string name, int value) => kernel.WriteFile($"{PatchProjection.Root}/{name.Replace('/', '!')}/enabled", value == 1 ? "1\n" : "0\n");
}
