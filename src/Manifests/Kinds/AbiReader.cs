using System.Collections.Immutable;
using System.IO;
using KlpShell.Core.Abi;
using KlpShell.Core.Manifests;
using KlpShell.Manifests.Keys;
using KlpShell.Manifests.Reading;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Kinds;

/// <summary>Reads documents of kind Abi, and the entries that a live patch has.</summary>
internal static class AbiReader
{
    /// <summary>Reads a document.</summary>
    public static ManifestDocument Read(MapReader reader)
    {
        ReadContext context = reader.Context;
        string name = reader.TryGet("name", out Node? node, out NodePath path) ? context.LineText(node, path, 200) : Path.GetFileNameWithoutExtension(context.Source.Name);
        ImmutableArray<AbiEntry> entries = reader.TryGet("entries", out node, out path) ? ReadEntries(context, node, path) : [];
        return new ManifestDocument(ManifestKind.Abi, name, context.Source.Name, reader.Node.At.Line) { AbiEntries = entries };
    }

    /// <summary>Reads a list of entries.</summary>
    public static ImmutableArray<AbiEntry> ReadEntries(ReadContext context, Node list, NodePath path)
    {
        ImmutableArray<AbiEntry>.Builder entries = ImmutableArray.CreateBuilder<AbiEntry>();
        foreach ((Node node, NodePath place) in context.Items(list, path, "a list of ABI entries"))
        {
            if (MapReader.Open(context, node, place, Tables.AbiEntry) is { } reader) entries.Add(ReadEntry(reader));
        }

        return entries.ToImmutable();
    }

    private static AbiEntry ReadEntry(MapReader reader)
    {
        ReadContext context = reader.Context;
        ImmutableArray<string> what = [];
        if (reader.TryGet("what", out Node? node, out NodePath path))
        {
            what = Lists.Lines(context, node, path);
            foreach (string name in what)
            {
                if (string.IsNullOrWhiteSpace(name)) context.Expected(node, path, ManifestProblemId.BadName, "the interface's name");
            }

            if (what.IsEmpty) context.Expected(node, path, ManifestProblemId.WrongType, "one name or more");
        }

        AbiLevel level = reader.TryGet("level", out node, out path) ? (AbiLevel)context.Word(node, path, Words.AbiLevel) : default;
        AbiEntry entry = new(what, level) { File = context.Source.Name, Line = reader.Node.At.Line };
        if (reader.TryGet("date", out node, out path)) entry = entry with { Date = context.LineText(node, path, 200) };
        if (reader.TryGet("kernel_version", out node, out path)) entry = entry with { KernelVersion = context.LineText(node, path, 200) };
        if (reader.TryGet("contact", out node, out path)) entry = entry with { Contact = Lists.Lines(context, node, path) };
        if (reader.TryGet("description", out node, out path)) entry = entry with { Description = context.Text(node, path) };
        if (reader.TryGet("users", out node, out path)) entry = entry with { Users = Lists.Lines(context, node, path) };
        return entry;
    }
}
