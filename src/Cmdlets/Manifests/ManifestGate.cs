using System.Runtime.CompilerServices;
using KlpShell.Core.Manifests;
using KlpShell.Manifests;

namespace KlpShell.Files;

/// <summary>The one door to the YAML reader: its assembly is loaded when the first manifest is read, and never before.</summary>
internal static class ManifestGate
{
    /// <summary>Reads a file. What is wrong with it is in the result.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ManifestReading Read(string path) => ManifestReader.Read(path);

    /// <summary>Reads a text.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ManifestReading ReadText(string text) => ManifestReader.ReadText(text, "manifest");

    /// <summary>Writes a document as YAML.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Write(ManifestDocument document) => ManifestWriter.Write(document);
}
