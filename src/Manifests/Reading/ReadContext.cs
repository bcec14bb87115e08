using System.Collections.Generic;
using KlpShell.Core.Manifests;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Reading;

/// <summary>What the readers of one file share, and how they report.</summary>
/// <param name="source">The file's text.</param>
/// <param name="limits">The limits.</param>
/// <param name="problems">The problems so far.</param>
internal sealed class ReadContext(SourceText source, ManifestLimits limits, ProblemList problems)
{
    /// <summary>The file.</summary>
    public SourceText Source { get; } = source;

    /// <summary>The limits.</summary>
    public ManifestLimits Limits { get; } = limits;

    /// <summary>The problems so far.</summary>
    public ProblemList Problems { get; } = problems;

    /// <summary>Reports that something else was expected: <c>found 'x' where y was expected</c> and a hint behind it.</summary>
    public void Expected(Node node, NodePath path, ManifestProblemId id, string expected, string hint = "")
    {
        if (Problems.IsFull)
        {
            Problems.CountOnly();
            return;
        }

        string found = Describe(node);
        Problems.Add(node.At, id, found, expected, $"found {found} where {expected} was expected{hint}", path.ToString());
    }

    /// <summary>Reports in words of its own.</summary>
    public void Report(Node node, NodePath path, ManifestProblemId id, string expected, string message) =>
        Problems.Add(node.At, id, Describe(node), expected, message, path.ToString());

    /// <summary>The items of a list with their paths; none, and a report, where it is no list.</summary>
    public IEnumerable<(Node Node, NodePath Path)> Items(Node node, NodePath path, string expected)
    {
        if (node is not ListNode list)
        {
            Expected(node, path, ManifestProblemId.WrongType, expected);
            yield break;
        }

        for (int i = 0; i < list.Items.Count; i++) yield return (list.Items[i], path.Item(i));
    }

    /// <summary>The entries of a mapping whose keys are names, each once, in order; what is no scalar or stands there again is reported.</summary>
    public IEnumerable<(ScalarNode Key, Node Value)> Entries(MapNode map, NodePath path)
    {
        Dictionary<string, int> lines = new(System.StringComparer.Ordinal);
        foreach ((Node node, Node value) in map.Entries)
        {
            if (node is not ScalarNode key)
            {
                Expected(node, path, ManifestProblemId.WrongType, "a key");
                continue;
            }

            if (lines.TryAdd(key.Text, key.At.Line))
            {
                yield return (key, value);
                continue;
            }

            if (Problems.IsFull)
            {
                Problems.CountOnly();
                continue;
            }

            string shown = Shown.Of(key.Text);
            Problems.Add(key.At, ManifestProblemId.DuplicateKey, shown, "each key once", $"the key {shown} stands here a second time; the first is in line {lines[key.Text]}", path.Key(key.Text).ToString());
        }
    }

    /// <summary>A node in a few words.</summary>
    public static string Describe(Node node) => node switch
    {
        ScalarNode { IsNull: true } => "nothing",
        ScalarNode scalar => Shown.Of(scalar.Text),
        ListNode { Items.Count: 0 } => "an empty list",
        ListNode => "a list",
        _ => "a mapping",
    };
}
