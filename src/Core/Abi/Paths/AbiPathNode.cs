using System;
using System.Collections.Generic;

namespace KlpShell.Core.Abi.Paths;

/// <summary>A place in the trie: what may follow, and which names end here.</summary>
internal sealed class AbiPathNode
{
    private Dictionary<string, AbiPathNode>? _literals;
    private Dictionary<string, AbiPathNode>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private List<(AbiSegment Segment, AbiPathNode Node)>? _patterns;
    private AbiPathNode? _many;
    private bool _isMany;

    /// <summary>The names that end here, as numbers; null when none does.</summary>
    public List<int>? Ends { get; private set; }

    /// <summary>The node behind a segment, made when it is not there.</summary>
    public AbiPathNode Child(AbiSegment segment)
    {
        if (segment.IsMany)
            return _many ??= new AbiPathNode { _isMany = true };
        if (segment.IsLiteral)
            return Literal(segment.Shape);
        _patterns ??= [];
        foreach ((AbiSegment known, AbiPathNode node) in _patterns)
        {
            if (known.Key == segment.Key)
                return node;
        }
        var added = new AbiPathNode();
        _patterns.Add((segment, added));
        return added;
    }

    /// <summary>Whether a name that can be a file's ends here.</summary>
    public bool EndsFile { get; private set; }

    /// <summary>Lets a name end here.</summary>
    public void End(int name, bool isFolder)
    {
        (Ends ??= []).Add(name);
        EndsFile |= !isFolder;
    }

    /// <summary>Adds to a list the nodes that a segment of a path leads to.</summary>
    public void Step(ReadOnlySpan<char> segment, List<AbiPathNode> to)
    {
        if (_literals is not null && _lookup.TryGetValue(segment, out AbiPathNode? next))
            Add(next, to);
        if (_patterns is not null)
        {
            foreach ((AbiSegment pattern, AbiPathNode node) in _patterns)
            {
                if (pattern.Covers(segment))
                    Add(node, to);
            }
        }
        if (_many is not null)
            Add(_many, to);
        if (_isMany)
            Add(this, to);
    }

    private AbiPathNode Literal(string text)
    {
        if (_literals is null)
        {
            _literals = new Dictionary<string, AbiPathNode>(StringComparer.Ordinal);
            _lookup = _literals.GetAlternateLookup<ReadOnlySpan<char>>();
        }
        if (!_literals.TryGetValue(text, out AbiPathNode? node))
            _literals.Add(text, node = new AbiPathNode());
        return node;
    }

    private static void Add(AbiPathNode node, List<AbiPathNode> to)
    {
        if (!to.Contains(node))
            to.Add(node);
    }
}
