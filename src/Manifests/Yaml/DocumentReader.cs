using System;
using System.Collections.Generic;
using System.IO;
using KlpShell.Core.Manifests;
using KlpShell.Manifests.Reading;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace KlpShell.Manifests.Yaml;

/// <summary>Makes nodes of the parser's events, one document after the other, within limits. What is no YAML ends the file.</summary>
/// <param name="text">The text.</param>
/// <param name="limits">The limits.</param>
/// <param name="problems">Where the end of the file's reading is reported.</param>
internal sealed class DocumentReader(SourceText text, ManifestLimits limits, ProblemList problems)
{
    private readonly Parser _parser = new(new Scanner(new StringReader(text.Text)));
    private readonly Stack<Node> _open = new();
    private readonly Stack<Node?> _keys = new();
    private readonly Stack<AnchorName> _anchors = new();
    private readonly Dictionary<AnchorName, Node?> _named = [];
    private Node? _root;
    private int _documents;
    private int _nodes;

    /// <summary>The next document; null when there is none, or when the rest can't be read.</summary>
    public Node? Next()
    {
        try
        {
            return ReadOne();
        }
        catch (RefusedException)
        {
            return null;
        }
        catch (YamlException bad)
        {
            problems.Add(At(bad.Start), ManifestProblemId.Syntax, "", "YAML", $"this is no YAML: {Shown.Sentence(bad.Message)}");
            return null;
        }
        catch (Exception bad) when (bad is InvalidOperationException or ArgumentException or FormatException or OverflowException or KeyNotFoundException or IndexOutOfRangeException)
        {
            // The parser has bugs of its own on text that is no YAML; they must not become ours.
            problems.Add(default, ManifestProblemId.Syntax, "", "YAML", $"this is no YAML: {Shown.Sentence(bad.Message)}");
            return null;
        }
    }

    private Node? ReadOne()
    {
        _root = null;
        while (_parser.MoveNext())
        {
            switch (_parser.Current!)
            {
                case DocumentStart start:
                    if (++_documents > limits.MaxDocuments) Refuse(start, ManifestProblemId.TooMuch, "", $"at most {limits.MaxDocuments:N0} documents", $"there are more than {limits.MaxDocuments:N0} documents in the file");
                    _named.Clear();
                    break;
                case DocumentEnd:
                    return _root;
                case AnchorAlias alias:
                    Alias(alias);
                    break;
                case Scalar scalar:
                    CheckTag(scalar, scalar.Tag);
                    if (scalar.Value.Length > limits.MaxScalarLength) Refuse(scalar, ManifestProblemId.TooLong, $"{scalar.Value.Length:N0} characters", $"at most {limits.MaxScalarLength:N0} characters", $"found {scalar.Value.Length:N0} characters in one scalar where at most {limits.MaxScalarLength:N0} were expected");
                    Count(scalar, 1);
                    ScalarNode node = new(At(scalar.Start), scalar.Value, scalar.Style is ScalarStyle.Plain);
                    if (!scalar.Anchor.IsEmpty) _named[scalar.Anchor] = node;
                    Attach(node);
                    break;
                case MappingStart map:
                    CheckTag(map, map.Tag);
                    Open(map, new MapNode(At(map.Start)), map.Anchor);
                    break;
                case SequenceStart list:
                    CheckTag(list, list.Tag);
                    Open(list, new ListNode(At(list.Start)), list.Anchor);
                    break;
                case MappingEnd or SequenceEnd:
                    Close();
                    break;
            }
        }

        return null;
    }

    private void Open(ParsingEvent start, Node node, AnchorName anchor)
    {
        if (_open.Count == limits.MaxDepth) Refuse(start, ManifestProblemId.TooDeep, "", $"at most {limits.MaxDepth} levels", $"this is nested more than {limits.MaxDepth} levels deep");
        Count(start, 1);
        node.Size = -_nodes;
        if (!anchor.IsEmpty) _named[anchor] = null;
        _open.Push(node);
        _keys.Push(null);
        _anchors.Push(anchor);
    }

    private void Close()
    {
        Node node = _open.Pop();
        _keys.Pop();
        node.Size += _nodes + 1;
        AnchorName anchor = _anchors.Pop();
        if (!anchor.IsEmpty) _named[anchor] = node;
        Attach(node);
    }

    private void Alias(AnchorAlias alias)
    {
        string name = Shown.Of("*" + alias.Value.Value);
        if (!_named.TryGetValue(alias.Value, out Node? node)) Refuse(alias, ManifestProblemId.BadAlias, name, "an anchor before it", $"there is no anchor for {name} before this place");
        if (node is null) Refuse(alias, ManifestProblemId.BadAlias, name, "an anchor that has ended", $"{name} stands for something that it is itself a part of");
        Count(alias, node!.Size);
        Attach(node);
    }

    private void Attach(Node node)
    {
        if (_open.Count == 0)
        {
            _root = node;
            return;
        }

        if (_open.Peek() is ListNode list)
        {
            list.Items.Add(node);
            return;
        }

        Node? key = _keys.Pop();
        if (key is not null) ((MapNode)_open.Peek()).Entries.Add(new KeyValuePair<Node, Node>(key, node));
        _keys.Push(key is null ? node : null);
    }

    private void Count(ParsingEvent place, int nodes)
    {
        if (_nodes > limits.MaxNodes - nodes) Refuse(place, ManifestProblemId.TooMuch, "", $"at most {limits.MaxNodes:N0} scalars, lists and mappings", $"there are more than {limits.MaxNodes:N0} scalars, lists and mappings in the file, each alias counted as all that it stands for");
        _nodes += nodes;
    }

    private void CheckTag(ParsingEvent place, TagName tag)
    {
        if (tag.IsEmpty) return;
        string found = Shown.Of(tag.Value);
        Refuse(place, ManifestProblemId.TagRefused, found, "no tag", $"found the tag {found} where none was expected; a manifest's types are those of its keys");
    }

    private void Refuse(ParsingEvent place, ManifestProblemId id, string found, string expected, string message)
    {
        problems.Add(At(place.Start), id, found, expected, message);
        throw new RefusedException();
    }

    private static Position At(Mark mark) => new((int)mark.Line, (int)mark.Column);

    private sealed class RefusedException : Exception;
}
