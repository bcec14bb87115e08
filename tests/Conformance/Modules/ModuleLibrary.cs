using System;
using KlpShell.Core;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>The files under /ko: modules that the recordings load, built anew in this project's own terms.</summary>
internal static class ModuleLibrary
{
    /// <summary>Where the module files lie on the recorded machine.</summary>
    public const string Folder = "/ko/";

    private const string SelftestFolder = "/root/test_modules/";

    /// <summary>The module in a file, as it is with the given parameters; null where there is no such file.</summary>
    /// <param name="path">The file, or the module's name.</param>
    /// <param name="arguments">The parameters, on which some modules' data depend.</param>
    /// <param name="release">The kernel's release: the recordings of the first eras had other modules than the later ones.</param>
    public static ModuleDefinition? Find(string path, string arguments, Release release)
    {
        foreach (string folder in (string[])[Folder, SelftestFolder])
        {
            if (path.StartsWith(folder, StringComparison.Ordinal)) path = path[folder.Length..];
        }

        if (!path.EndsWith(".ko", StringComparison.Ordinal)) return null;
        string name = path[..^3].Replace('-', '_');
        return release.Has(Features.Consistency) ? Later(name, arguments) : Early(name, arguments);
    }

    private static ModuleDefinition? Early(string name, string arguments) => name switch
    {
        _ when OlModule.Is(name) => OlModule.Create(name, arguments),
        TargetModule.Name => TargetModule.Create(),
        IpmModule.Name => IpmModule.Create(),
        KprobeModule.Name => KprobeModule.Create(),
        SampleModule.Name => SampleModule.Create(),
        _ => null,
    };

    private static ModuleDefinition? Later(string name, string arguments) => name switch
    {
        _ when LpModule.Is(name) => LpModule.Create(name, arguments),
        "lp_idle" => LpModule.Idle(),
        "lp_proprietary" => LpModule.Proprietary(),
        TargetModule.Name => LaterTargetModule.Create(),
        "vmlinux" => LaterTargetModule.Create("vmlinux"),
        IpmModule.Name => LaterIpmModule.Create(),
        _ => UpstreamModules.Find(name, arguments),
    };
}
