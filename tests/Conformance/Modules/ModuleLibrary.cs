using System;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>The files under /ko: modules that the recordings load, built anew in this project's own terms.</summary>
internal static class ModuleLibrary
{
    /// <summary>Where the module files lie on the recorded machine.</summary>
    public const string Folder = "/ko/";

    /// <summary>The module in a file, as it is with the given parameters; null where there is no such file.</summary>
    /// <param name="path">The file, or the module's name.</param>
    /// <param name="arguments">The parameters, on which some modules' data depend.</param>
    public static ModuleDefinition? Find(string path, string arguments)
    {
        if (path.StartsWith(Folder, StringComparison.Ordinal)) path = path[Folder.Length..];
        if (!path.EndsWith(".ko", StringComparison.Ordinal)) return null;
        string name = path[..^3].Replace('-', '_');
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
}
