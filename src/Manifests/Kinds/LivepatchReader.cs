using System.Collections.Immutable;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Manifests;
using KlpShell.Core.Modules;
using KlpShell.Manifests.Keys;
using KlpShell.Manifests.Reading;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Kinds;

/// <summary>Reads a document of kind Livepatch.</summary>
internal static class LivepatchReader
{
    /// <summary>Reads it; the document counts only when nothing was reported.</summary>
    public static ManifestDocument Read(MapReader reader)
    {
        ReadContext context = reader.Context;
        ModuleParts parts = new(reader);
        parts.ReadFunctions(mayRepeat: false);
        ImmutableArray<string> cves = Cves(reader);
        ImmutableArray<PatchDefinition> patches = Patches(reader, parts);
        ModuleDefinition module = parts.ToModule(Init(reader, parts, out bool sample), parts.Function("exit", PatchInit.DisableAndUnregister));
        ImmutableArray<Core.Abi.AbiEntry> entries = reader.TryGet("abi", out Node? node, out NodePath path) ? AbiReader.ReadEntries(context, node, path) : [];
        patches = patches.SetItem(0, patches[0] with { Description = module.Description, Cves = cves, AbiEntries = entries });
        bool marked = !reader.TryGet("marked", out node, out path) || context.Bool(node, path);

        // As in samples/livepatch: neither its init nor its exit is marked.
        module = module with { IsLivepatch = marked, Patches = patches, PlainInit = true };
        return new ManifestDocument(ManifestKind.Livepatch, parts.Name, context.Source.Name, reader.Node.At.Line)
        {
            Livepatch = new LivepatchDefinition(module) { SampleInit = sample, SampleExit = !reader.Has("exit"), Cves = cves },
        };
    }

    private static Body? Init(MapReader reader, ModuleParts parts, out bool sample)
    {
        bool given = reader.TryGet("init", out Node? node, out NodePath path);
        sample = !given;
        if (!given || node is not ScalarNode { IsNull: false }) return parts.Function("init", PatchInit.RegisterAndEnable);
        sample = reader.Context.Word(node, path, Words.PatchInit) != 0;
        return sample ? PatchInit.RegisterAndEnable : PatchInit.RegisterOnly;
    }

    private static ImmutableArray<string> Cves(MapReader reader) =>
        reader.TryGet("cves", out Node? node, out NodePath path) ? Lists.Names(reader.Context, node, path, "a CVE", 100) : [];

    private static ImmutableArray<PatchDefinition> Patches(MapReader reader, ModuleParts parts)
    {
        ImmutableArray<PatchDefinition>.Builder patches = ImmutableArray.CreateBuilder<PatchDefinition>();
        ObjectReader objects = new(reader.Context, parts);
        patches.Add(objects.Read(reader));
        if (!reader.TryGet("more_patches", out Node? list, out NodePath path)) return patches.ToImmutable();
        foreach ((Node node, NodePath place) in reader.Context.Items(list, path, "a list of patches"))
        {
            if (MapReader.Open(reader.Context, node, place, Tables.Patch) is not { } patch) continue;
            PatchDefinition definition = objects.Read(patch) with { Cves = Cves(patch) };
            if (patch.TryGet("description", out Node? text, out NodePath textPath)) definition = definition with { Description = reader.Context.Text(text, textPath) };
            patches.Add(definition);
        }

        return patches.ToImmutable();
    }
}
