using System;
using System.Collections.Generic;
using KlpShell.Core.Manifests;
using KlpShell.Manifests.Reading;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace KlpShell.Manifests.Yaml;

/// <summary>
/// Makes nodes of the scanner's tokens, one document after the other, within limits. What is no YAML ends the file. The parser that
/// comes with the scanner is not used: compiling its regular expressions takes longer than reading any manifest.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="limits">The limits.</param>
/// <param name="problems">Where the end of the file's reading is reported.</param>
internal sealed class DocumentReader(SourceText text, ManifestLimits limits, ProblemList problems)
{
    private readonly TokenReader _tokens = new(text.Text);
    private readonly Dictionary<string, Node?> _named = new(StringComparer.Ordinal);
    private bool _mayBeImplicit = true;
    private int _documents;
    private int _anchors;
    private int _depth;
    private int _nodes;

    /// <summary>The next document; null when there is none, or when the rest can't be read.</summary>
    public Node? Next()
    {
        try
        {
            return ReadDocument();
        }
        catch (RefusedException)
        {
            return null;
        }
        catch (YamlException bad)
        {
            problems.Add(TokenReader.At(bad.Start), ManifestProblemId.Syntax, "", "YAML", $"this is no YAML: {Shown.Sentence(bad.Message)}");
            return null;
        }
        catch (Exception bad) when (bad is InvalidOperationException or ArgumentException or FormatException or OverflowException or KeyNotFoundException or IndexOutOfRangeException)
        {
            // The scanner has bugs of its own on text that is no YAML; they must not become ours.
            problems.Add(_tokens.End, ManifestProblemId.Syntax, "", "YAML", "this is no YAML: what stands behind this place makes no sense");
            return null;
        }
    }

    private Node? ReadDocument()
    {
        _tokens.Take<StreamStart>();
        while (_tokens.Take<DocumentEnd>()) _mayBeImplicit = true;
        if (_tokens.Current is StreamEnd) return null;
        if (++_documents > limits.MaxDocuments) Refuse(Here, ManifestProblemId.TooMuch, "", $"at most {limits.MaxDocuments:N0} documents", $"there are more than {limits.MaxDocuments:N0} documents in the file");
        _named.Clear();
        bool isExplicit = _tokens.Current is VersionDirective or TagDirective or DocumentStart;
        while (_tokens.Current is VersionDirective or TagDirective) Directive();
        if (isExplicit || !_mayBeImplicit)
        {
            if (!_tokens.Take<DocumentStart>()) throw Unexpected("a '---' before another document");
        }

        bool isEmpty = _tokens.Current is VersionDirective or TagDirective or DocumentStart or DocumentEnd or StreamEnd;
        Node node = isEmpty ? Nothing() : ReadNode(true, false);
        _mayBeImplicit = false;
        while (_tokens.Take<DocumentEnd>()) _mayBeImplicit = true;
        return node;
    }

    private void Directive()
    {
        if (_tokens.Current is TagDirective tag) RefuseTag(TokenReader.At(tag.Start), tag.Handle);
        if (_tokens.Current is VersionDirective { Version.Major: not 1 }) throw Unexpected("YAML 1");
        _tokens.Skip();
    }

    // One node. A block may begin here in a block's place; a list without indentation may stand as a mapping's value.
    private Node ReadNode(bool block, bool indentless)
    {
        Position at = Here;
        if (_tokens.Current is AnchorAlias alias)
        {
            _tokens.Skip();
            return Alias(at, alias.Value.Value);
        }

        string? anchor = Properties();
        if (anchor is not null) _named[anchor] = null;
        Node node;
        switch (_tokens.Current)
        {
            case BlockEntry when indentless:
                node = BlockList(at, true);
                break;
            case Scalar scalar:
                if (scalar.Value.Length > limits.MaxScalarLength) Refuse(at, ManifestProblemId.TooLong, $"{scalar.Value.Length:N0} characters", $"at most {limits.MaxScalarLength:N0} characters", $"found {scalar.Value.Length:N0} characters in one scalar where at most {limits.MaxScalarLength:N0} were expected");
                Count(at, 1);
                _tokens.Skip();
                node = new ScalarNode(at, scalar.Value, scalar.Style is ScalarStyle.Plain);
                break;
            case FlowSequenceStart:
                node = FlowList(at);
                break;
            case FlowMappingStart:
                node = FlowMap(at);
                break;
            case BlockSequenceStart when block:
                _tokens.Skip();
                node = BlockList(at, false);
                break;
            case BlockMappingStart when block:
                node = BlockMap(at);
                break;
            default:
                if (anchor is null) throw Unexpected("a value");
                node = Nothing();
                break;
        }

        if (anchor is not null) _named[anchor] = node;
        return node;
    }

    private string? Properties()
    {
        string? anchor = null;
        while (true)
        {
            if (_tokens.Current is Tag tag) RefuseTag(Here, tag.Handle.StartsWith("!!", StringComparison.Ordinal) ? "tag:yaml.org,2002:" + tag.Suffix : tag.Handle + tag.Suffix);
            if (_tokens.Current is not Anchor named || anchor is not null) return anchor;
            if (++_anchors > limits.MaxAnchors) Refuse(Here, ManifestProblemId.TooMuch, "", $"at most {limits.MaxAnchors:N0} anchors", $"there are more than {limits.MaxAnchors:N0} anchors in the file");
            anchor = named.Value.Value;
            _tokens.Skip();
        }
    }

    private ListNode BlockList(Position at, bool indentless)
    {
        ListNode list = Open(new ListNode(at));
        while (_tokens.Take<BlockEntry>())
        {
            bool isEmpty = _tokens.Current is BlockEntry or BlockEnd || (indentless && _tokens.Current is Key or Value);
            list.Items.Add(isEmpty ? Nothing() : ReadNode(true, false));
        }

        if (!indentless && !_tokens.Take<BlockEnd>()) throw Unexpected("another '-' of this list, or its end");
        return Close(list);
    }

    private MapNode BlockMap(Position at)
    {
        MapNode map = Open(new MapNode(at));
        _tokens.Skip();
        while (_tokens.Take<Key>())
        {
            Node key = _tokens.Current is Key or Value or BlockEnd ? Nothing() : ReadNode(true, true);
            bool hasValue = _tokens.Take<Value>() && _tokens.Current is not (Key or Value or BlockEnd);
            map.Entries.Add(new KeyValuePair<Node, Node>(key, hasValue ? ReadNode(true, true) : Nothing()));
        }

        if (!_tokens.Take<BlockEnd>()) throw Unexpected("another key of this mapping, or its end");
        return Close(map);
    }

    private ListNode FlowList(Position at)
    {
        ListNode list = Open(new ListNode(at));
        _tokens.Skip();
        while (_tokens.Current is not FlowSequenceEnd)
        {
            list.Items.Add(_tokens.Current is Key ? Pair() : ReadNode(false, false));
            if (!_tokens.Take<FlowEntry>() && _tokens.Current is not FlowSequenceEnd) throw Unexpected("a ',' or ']'");
        }

        _tokens.Skip();
        return Close(list);
    }

    // In a list, key: value is a mapping of one.
    private MapNode Pair()
    {
        MapNode map = Open(new MapNode(Here));
        _tokens.Skip();
        map.Entries.Add(ReadEntry());
        return Close(map);
    }

    private MapNode FlowMap(Position at)
    {
        MapNode map = Open(new MapNode(at));
        _tokens.Skip();
        while (_tokens.Current is not FlowMappingEnd)
        {
            bool hasKey = _tokens.Take<Key>();
            map.Entries.Add(hasKey ? ReadEntry() : new KeyValuePair<Node, Node>(ReadNode(false, false), Nothing()));
            if (!_tokens.Take<FlowEntry>() && _tokens.Current is not FlowMappingEnd) throw Unexpected("a ',' or '}'");
        }

        _tokens.Skip();
        return Close(map);
    }

    private KeyValuePair<Node, Node> ReadEntry()
    {
        Node key = _tokens.Current is Value || IsFlowEnd ? Nothing() : ReadNode(false, false);
        bool hasValue = _tokens.Take<Value>() && !IsFlowEnd;
        return new KeyValuePair<Node, Node>(key, hasValue ? ReadNode(false, false) : Nothing());
    }

    private bool IsFlowEnd => _tokens.Current is FlowEntry or FlowSequenceEnd or FlowMappingEnd;

    private Position Here => TokenReader.At(_tokens.Current.Start);

    private T Open<T>(T node)
        where T : Node
    {
        if (_depth++ == limits.MaxDepth) Refuse(node.At, ManifestProblemId.TooDeep, "", $"at most {limits.MaxDepth} levels", $"this is nested more than {limits.MaxDepth} levels deep");
        Count(node.At, 1);
        node.Size = -_nodes;
        return node;
    }

    private T Close<T>(T node)
        where T : Node
    {
        _depth--;
        node.Size += _nodes + 1;
        return node;
    }

    private ScalarNode Nothing()
    {
        Count(_tokens.End, 1);
        return new ScalarNode(_tokens.End, "", true);
    }

    private Node Alias(Position at, string name)
    {
        string shown = Shown.Of("*" + name);
        if (!_named.TryGetValue(name, out Node? node)) Refuse(at, ManifestProblemId.BadAlias, shown, "an anchor before it", $"there is no anchor for {shown} before this place");
        if (node is null) Refuse(at, ManifestProblemId.BadAlias, shown, "an anchor that has ended", $"{shown} stands for something that it is itself a part of");
        Count(at, node!.Size);
        return node;
    }

    private void Count(Position at, int nodes)
    {
        if (_nodes > limits.MaxNodes - nodes) Refuse(at, ManifestProblemId.TooMuch, "", $"at most {limits.MaxNodes:N0} scalars, lists and mappings", $"there are more than {limits.MaxNodes:N0} scalars, lists and mappings in the file, each alias counted as all that it stands for");
        _nodes += nodes;
    }

    private void RefuseTag(Position at, string tag)
    {
        string found = Shown.Of(tag);
        Refuse(at, ManifestProblemId.TagRefused, found, "no tag", $"found the tag {found} where none was expected; a manifest's types are those of its keys");
    }

    private SyntaxErrorException Unexpected(string expected) => new(_tokens.Current.Start, _tokens.Current.End, $"{expected} was expected");

    private void Refuse(Position at, ManifestProblemId id, string found, string expected, string message)
    {
        problems.Add(at, id, found, expected, message);
        throw new RefusedException();
    }

    private sealed class RefusedException : Exception;
}
