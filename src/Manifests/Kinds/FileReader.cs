using System;
using System.Collections.Immutable;
using KlpShell.Core.Manifests;
using KlpShell.Core.Modules;
using KlpShell.Manifests.Keys;
using KlpShell.Manifests.Reading;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Kinds;

/// <summary>Reads the files that are bound to functions: a mapping from paths to a function, or to what shows, what stores, and the mode.</summary>
internal static class FileReader
{
    /// <summary>Reads them.</summary>
    /// <param name="reader">The kernel's or module's mapping.</param>
    /// <param name="refer">Is told of each function that is meant.</param>
    public static ImmutableArray<FileDefinition> Read(MapReader reader, Action<Node, NodePath, string, string> refer)
    {
        if (!reader.TryGet("files", out Node? node, out NodePath path)) return [];
        ReadContext context = reader.Context;
        if (node is not MapNode map)
        {
            context.Expected(node, path, ManifestProblemId.WrongType, "a mapping from paths to functions");
            return [];
        }

        ImmutableArray<FileDefinition>.Builder files = ImmutableArray.CreateBuilder<FileDefinition>();
        foreach ((ScalarNode key, Node value) in context.Entries(map, path))
        {
            NodePath place = path.Key(key.Text);
            CheckPath(context, key, place);
            files.Add(ReadOne(context, key.Text, value, place, refer));
        }

        return files.ToImmutable();
    }

    private static FileDefinition ReadOne(ReadContext context, string name, Node value, NodePath path, Action<Node, NodePath, string, string> refer)
    {
        if (value is not MapNode) return new FileDefinition(name, Function(context, value, path, refer));
        MapReader file = MapReader.Open(context, value, path, Tables.File)!;
        string? show = file.TryGet("show", out Node? node, out NodePath place) ? Function(context, node, place, refer) : null;
        string? store = file.TryGet("store", out node, out place) ? Function(context, node, place, refer) : null;
        if (!file.Has("show") && !file.Has("store")) context.Report(value, path, ManifestProblemId.MissingKey, "show or store", "a file needs a function that shows it, one that stores what is written, or both");
        int mode = file.TryGet("mode", out node, out place) ? context.Mode(node, place) : (show is null ? 0 : 0x124) | (store is null ? 0 : 0x80);
        return new FileDefinition(name, show, store, mode);
    }

    private static string? Function(ReadContext context, Node node, NodePath path, Action<Node, NodePath, string, string> refer)
    {
        string name = context.Name(node, path, "a function");
        if (name.Length > 0) refer(node, path, name, "a function that is there");
        return name;
    }

    private static void CheckPath(ReadContext context, ScalarNode key, NodePath path)
    {
        bool good = key.Text.Length is > 1 and <= 4096 && key.Text[0] == '/' && !key.Text.AsSpan().ContainsAnyExceptInRange('!', '~');
        foreach (string part in good ? key.Text[1..].Split('/') : []) good &= part.Length is > 0 and <= 255 && part is not "." and not "..";
        good &= key.Text.IndexOf('/', 1) > 0;
        if (!good) context.Expected(key, path, ManifestProblemId.BadName, "a whole path such as /proc/cmdline");
    }
}
