using KlpShell.Core.Ftrace;
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
        Body? init = parts.Function("init", parts.Kprobes.IsEmpty ? null : KprobeCalls.RegisterAll(parts.Kprobes));
        Body? exit = parts.Function("exit", KprobeCalls.UnregisterAll(parts.Kprobes));
        return new ManifestDocument(ManifestKind.Module, parts.Name, reader.Context.Source.Name, reader.Node.At.Line) { Module = parts.ToModule(init, exit) };
    }
}
