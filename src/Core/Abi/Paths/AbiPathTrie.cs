using System;
using System.Collections.Generic;

namespace KlpShell.Core.Abi.Paths;

/// <summary>Names as a tree of segments: what a path is covered by is found in one walk down, whatever the number of names.</summary>
internal sealed class AbiPathTrie
{
    /// <summary>Where a walk begins.</summary>
    public AbiPathNode Root { get; } = new();

    /// <summary>A trie of one name.</summary>
    public static AbiPathTrie Of(AbiPathPattern pattern)
    {
        var trie = new AbiPathTrie();
        trie.Add(pattern, 0);
        return trie;
    }

    /// <summary>Adds a name under a number.</summary>
    public void Add(AbiPathPattern pattern, int name)
    {
        AbiPathNode node = Root;
        foreach (AbiSegment segment in pattern.Segments)
            node = node.Child(segment);
        node.End(name, pattern.IsFolder);
    }

    /// <summary>The numbers of the names that cover a path.</summary>
    public List<int> Find(ReadOnlySpan<char> path)
    {
        List<AbiPathNode> at = [Root];
        List<AbiPathNode> next = [];
        foreach (Range part in path.Split('/'))
        {
            ReadOnlySpan<char> segment = path[part];
            if (segment.IsEmpty)
                continue;
            next.Clear();
            foreach (AbiPathNode node in at)
                node.Step(segment, next);
            (at, next) = (next, at);
        }
        var found = new List<int>();
        foreach (AbiPathNode node in at)
        {
            if (node.Ends is not null)
                found.AddRange(node.Ends);
        }
        return found;
    }
}
