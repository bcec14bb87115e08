using System.Collections.Immutable;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Modules;
using KlpShell.Manifests.Keys;
using KlpShell.Manifests.Reading;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Kinds;

/// <summary>Reads the probes that lie in a module's data.</summary>
internal static class KprobeReader
{
    /// <summary>Reads them.</summary>
    /// <param name="reader">The module's mapping.</param>
    public static ImmutableArray<KprobeDefinition> Read(MapReader reader)
    {
        if (!reader.TryGet("kprobes", out Node? list, out NodePath path)) return [];
        ReadContext context = reader.Context;
        ImmutableArray<KprobeDefinition>.Builder probes = ImmutableArray.CreateBuilder<KprobeDefinition>();
        foreach ((Node node, NodePath place) in context.Items(list, path, "a list of probes"))
        {
            if (MapReader.Open(context, node, place, Tables.Kprobe) is not { } probe) continue;
            string symbol = probe.TryGet("symbol_name", out Node? value, out NodePath valuePath) ? context.Name(value, valuePath, "a function") : "";
            KprobeKind kind = probe.TryGet("handler", out value, out valuePath) ? (KprobeKind)context.Word(value, valuePath, Words.KprobeHandler) : KprobeKind.Pre;
            probes.Add(new KprobeDefinition(symbol, kind));
        }

        return probes.ToImmutable();
    }
}
