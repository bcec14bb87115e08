using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using KlpShell.Core.Abi.Paths;

namespace KlpShell.Core.Abi;

/// <summary>Entries that belong together: a tree, a revision, a manifest. It never changes.</summary>
public sealed class AbiSet
{
    private readonly Lazy<AbiPathIndex> _paths;
    private readonly Lazy<Dictionary<string, ImmutableArray<AbiEntry>>> _byName;

    private AbiSet(ImmutableArray<AbiEntry> entries, ImmutableArray<AbiDocument> documents)
    {
        Entries = entries;
        Documents = documents;
        _paths = new Lazy<AbiPathIndex>(() => new AbiPathIndex(Entries), isThreadSafe: false);
        _byName = new Lazy<Dictionary<string, ImmutableArray<AbiEntry>>>(IndexNames, isThreadSafe: false);
    }

    /// <summary>A set without entries.</summary>
    public static AbiSet Empty { get; } = new([], []);

    /// <summary>All entries, in the order of files and lines.</summary>
    public ImmutableArray<AbiEntry> Entries { get; }

    /// <summary>The files that they were read from; none when they came from elsewhere.</summary>
    public ImmutableArray<AbiDocument> Documents { get; }

    /// <summary>Every name there is, once.</summary>
    public IEnumerable<string> Names => _byName.Value.Keys;

    /// <summary>The entries by the paths that their names cover.</summary>
    public AbiPathIndex Paths => _paths.Value;

    /// <summary>The set of some files.</summary>
    public static AbiSet FromDocuments(ImmutableArray<AbiDocument> documents) => new([.. documents.SelectMany(d => d.Entries)], documents);

    /// <summary>The set of some entries, whatever they came from.</summary>
    public static AbiSet FromEntries(IEnumerable<AbiEntry> entries)
    {
        ImmutableArray<AbiEntry> all = [.. entries];
        return new AbiSet(all, [.. all.Where(e => e.Source is not null).Select(e => e.Source!.Document).Distinct()]);
    }

    /// <summary>The entries of exactly this name, as it is written in them.</summary>
    public ImmutableArray<AbiEntry> Named(string name) => _byName.Value.TryGetValue(name, out ImmutableArray<AbiEntry> found) ? found : [];

    private Dictionary<string, ImmutableArray<AbiEntry>> IndexNames()
    {
        var names = new Dictionary<string, ImmutableArray<AbiEntry>>(Entries.Length * 3 / 2, StringComparer.Ordinal);
        foreach (AbiEntry entry in Entries)
        {
            foreach (string name in entry.What)
            {
                if (!names.TryGetValue(name, out ImmutableArray<AbiEntry> same))
                    names.Add(name, [entry]);
                else if (!same.Contains(entry))
                    names[name] = same.Add(entry);
            }
        }
        return names;
    }
}
