using KlpShell.Core.Manifests;

namespace KlpShell.Manifests;

/// <summary>Reads manifests: YAML files that describe kernels, modules, live patches and ABI entries.</summary>
public static class ManifestReader
{
    /// <summary>Reads a file. Never throws for what is in it, or for its not being there: that is a problem in the result.</summary>
    /// <param name="path">The file; a relative path is taken from the process's current folder.</param>
    /// <param name="limits">How much is taken in; null for <see cref="ManifestLimits.Default"/>.</param>
    public static ManifestReading Read(string path, ManifestLimits? limits = null) => throw new System.NotImplementedException();

    /// <summary>Reads text. Never throws for what is in it.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="source">What problems call it. Where it is a path, the paths inside of the text are relative to its folder.</param>
    /// <param name="limits">How much is taken in; null for <see cref="ManifestLimits.Default"/>.</param>
    public static ManifestReading ReadText(string text, string source, ManifestLimits? limits = null) => throw new System.NotImplementedException();
}
