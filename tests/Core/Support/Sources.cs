using System.IO;
using System.Runtime.CompilerServices;

namespace KlpShell.Core.Tests.Support;

/// <summary>Where the sources lie that a test reads.</summary>
internal static class Sources
{
    /// <summary>The folder of Core.</summary>
    public static string Core { get; } = Path.Combine(Root(), "src", "Core");

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
