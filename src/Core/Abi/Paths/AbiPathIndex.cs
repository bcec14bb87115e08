using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace KlpShell.Core.Abi.Paths;

/// <summary>Finds the entries of a concrete path.</summary>
public sealed class AbiPathIndex
{
    private readonly AbiPathTrie _trie = new();
    private readonly List<(AbiEntry Entry, AbiPathPattern Pattern)> _names = [];

    /// <summary>An index over the names of some entries; those that are no paths, or that would cover every path, are left out.</summary>
    public AbiPathIndex(IEnumerable<AbiEntry> entries)
    {
        foreach (AbiEntry entry in entries)
        {
            foreach (string name in entry.What)
            {
                foreach (AbiPathPattern pattern in AbiPathPattern.ParseAll(name))
                {
                    if (pattern.SaysNothing)
                        continue;
                    _trie.Add(pattern, _names.Count);
                    _names.Add((entry, pattern));
                }
            }
        }
    }

    internal AbiPathNode Root => _trie.Root;

    /// <summary>The entries that a path is covered by, the one that says most of it first.</summary>
    /// <param name="path">An absolute path, such as <c>/sys/kernel/livepatch/fix/enabled</c>.</param>
    public ImmutableArray<AbiPathMatch> Find(string path)
    {
        if (!path.StartsWith('/'))
            return [];
        var matches = new List<AbiPathMatch>();
        foreach (int number in _trie.Find(path))
        {
            (AbiEntry entry, AbiPathPattern pattern) = _names[number];
            matches.Add(new AbiPathMatch(entry, pattern.Name, pattern.Specificity));
        }
        return [.. matches.OrderByDescending(m => m.Specificity).ThenBy(m => m.Entry.Level).DistinctBy(m => m.Entry, ReferenceEqualityComparer.Instance)];
    }
}
