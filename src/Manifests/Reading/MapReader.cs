using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using KlpShell.Core.Manifests;
using KlpShell.Manifests.Keys;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Reading;

/// <summary>A mapping with known keys. Opening it reports what is wrong with its keys.</summary>
internal sealed class MapReader
{
    private readonly Dictionary<string, Node> _values = new(System.StringComparer.Ordinal);

    private MapReader(ReadContext context, MapNode node, NodePath path)
    {
        Context = context;
        Node = node;
        Path = path;
    }

    /// <summary>What the readers of the file share.</summary>
    public ReadContext Context { get; }

    /// <summary>The mapping.</summary>
    public MapNode Node { get; }

    /// <summary>Where it is.</summary>
    public NodePath Path { get; }

    /// <summary>Opens a mapping.</summary>
    /// <param name="context">What the readers of the file share.</param>
    /// <param name="node">The node, which may be none.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="table">Its keys.</param>
    /// <returns>Null where it is no mapping; that is reported.</returns>
    public static MapReader? Open(ReadContext context, Node node, NodePath path, KeyTable table)
    {
        if (node is not MapNode map)
        {
            context.Expected(node, path, ManifestProblemId.WrongType, $"a mapping with {KeysOf(table)}");
            return null;
        }

        MapReader reader = new(context, map, path);
        foreach ((ScalarNode key, Node value) in context.Entries(map, path)) reader.Take(key, value, table);
        foreach (Key key in table.Keys)
        {
            if (!key.Required || reader._values.ContainsKey(key.Name)) continue;
            context.Problems.Add(map.At, ManifestProblemId.MissingKey, "", $"the key '{key.Name}'", $"the key '{key.Name}' is missing", path.ToString());
        }

        return reader;
    }

    /// <summary>True when the key is there, whatever its value.</summary>
    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>A key's value and its path, where the key is there.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out Node? value, out NodePath path)
    {
        path = Path.Key(key);
        return _values.TryGetValue(key, out value);
    }

    private static string KeysOf(KeyTable table)
    {
        List<string> must = [];
        foreach (Key key in table.Keys)
        {
            if (key.Required) must.Add($"'{key.Name}'");
        }

        if (must.Count > 0) return (must.Count == 1 ? "the key " : "the keys ") + string.Join(", ", must);
        return "some of the keys '" + string.Join("', '", table.Names) + "'";
    }

    private void Take(ScalarNode key, Node value, KeyTable table)
    {
        if (table.Find(key.Text) is null) Unknown(key, table);
        else _values[key.Text] = value;
    }

    private void Unknown(ScalarNode key, KeyTable table)
    {
        if (Context.Problems.IsFull)
        {
            Context.Problems.CountOnly();
            return;
        }

        string known = string.Join(", ", table.Names);
        string shown = Shown.Of(key.Text);
        string hint = key.Text == "<<" ? "; merging is not supported, an alias for the whole value is" : Nearest.Hint(key.Text, table.Names);
        if (hint.Length == 0) hint = $"; the keys here are {known}";
        Context.Problems.Add(key.At, ManifestProblemId.UnknownKey, shown, "one of " + known, $"{shown} is no key here{hint}", Path.Key(key.Text).ToString());
    }
}
