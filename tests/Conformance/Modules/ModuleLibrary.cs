using System;
using KlpShell.Conformance.Machines;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>The module files of a recorded machine: modules that the recordings load, built anew in this project's own terms.</summary>
/// <param name="build">How the modules of a machine with a consistency core were built; null for the others, whose modules of the same name are others.</param>
internal sealed class ModuleLibrary(ModuleBuild? build)
{
    /// <summary>The module in a file, as it is with the given parameters; null where there is no such file.</summary>
    /// <param name="path">The whole path, or the file's name.</param>
    /// <param name="arguments">The parameters, on which some modules' data depend.</param>
    public ModuleDefinition? Find(string path, string arguments)
    {
        foreach (string folder in (string[])[Guest.Modules, Guest.SelftestModules])
        {
            if (path.StartsWith(folder + "/", StringComparison.Ordinal)) path = path[(folder.Length + 1)..];
        }

        if (!path.EndsWith(".ko", StringComparison.Ordinal)) return null;
        string name = path[..^3].Replace('-', '_');
        return build is null ? Early(name, arguments) : Later(name, arguments, build);
    }

    private static ModuleDefinition? Early(string name, string arguments)
    {
        if (OlModule.Is(name)) return OlModule.Create(name, arguments);
        return name switch
        {
            TargetModule.Name => TargetModule.Create(),
            IpmModule.Name => IpmModule.Create(),
            KprobeModule.Name => KprobeModule.Create(),
            SampleModule.Name => SampleModule.Create(),
            _ => null,
        };
    }

    private static ModuleDefinition? Later(string name, string arguments, ModuleBuild build)
    {
        if (LpModule.Is(name)) return LpModule.Create(name, arguments, build);
        return name switch
        {
            "lp_idle" => LpModule.Idle(),
            "lp_proprietary" => LpModule.Proprietary(),
            TargetModule.Name or "vmlinux" => LaterTargetModule.Create(name, build),
            IpmModule.Name => IpmModule.Create(build),
            KprobeModule.Name => KprobeModule.Create(),
            // The kernel's own mark neither init nor exit.
            _ => (Sample(name, arguments, build) ?? Selftest(name, arguments)) is { } known ? known with { PlainInit = true } : null,
        };
    }

    private static ModuleDefinition? Sample(string name, string arguments, ModuleBuild build) => name switch
    {
        SampleModule.Name => PatchModules.Sample(),
        "livepatch_callbacks_demo" => CallbackModules.Demo(name, "livepatch_callbacks_mod", "livepatch_callbacks_busymod"),
        "livepatch_callbacks_mod" => CallbackModules.Target(name),
        ShadowSample.Target => ShadowSample.Create(build),
        "livepatch_shadow_fix1" => ShadowSample.Fix1(name),
        "livepatch_shadow_fix2" => ShadowSample.Fix2(name),
        "livepatch_callbacks_busymod" => CallbackModules.Sleeping(name, arguments),
        _ => null,
    };

    private static ModuleDefinition? Selftest(string name, string arguments) => name switch
    {
        "test_klp_livepatch" => PatchModules.Livepatch(name),
        "test_klp_atomic_replace" => PatchModules.AtomicReplace(name, arguments),
        "test_klp_syscall" => SyscallModule.Create(name),
        "test_klp_callbacks_demo" => CallbackModules.Demo(name, "test_klp_callbacks_mod", "test_klp_callbacks_busy"),
        "test_klp_callbacks_demo2" => CallbackModules.Demo2(name, arguments),
        "test_klp_callbacks_mod" => CallbackModules.Target(name),
        "test_klp_callbacks_busy" => CallbackModules.Busy(name),
        "test_klp_state" => StateModule.Create(name, 1),
        "test_klp_state2" or "test_klp_state3" => StateModule.Create(name, 2),
        "test_klp_shadow_vars" => ShadowVariablesModule.Create(name),
        "test_klp_kprobe" => PatchModules.Kprobe(name),
        _ => null,
    };
}
