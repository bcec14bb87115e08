using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Manifests;
using KlpShell.Manifests.Reading;

namespace KlpShell.Manifests.Kinds;

/// <summary>Reads a document of kind Module.</summary>
internal static class ModuleReader
{
    /// <summary>Reads it; the document counts only when nothing was reported.</summary>
    public static ManifestDocument Read(MapReader reader)
    {
        ModuleParts parts = new(reader);
        parts.ReadFunctions(mayRepeat: true);
        return new ManifestDocument(ManifestKind.Module, parts.Name, reader.Context.Source.Name, reader.Node.At.Line) { Module = parts.ToModule(parts.Function("init", null), parts.Function("exit", Body.Empty)) };
    }
}
