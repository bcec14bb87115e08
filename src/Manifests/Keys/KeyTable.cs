using System.Collections.Generic;
using System.Collections.Immutable;

namespace KlpShell.Manifests.Keys;

/// <summary>The keys of one sort of mapping. The JSON schema has a definition of the same name; a test holds the two together.</summary>
/// <param name="name">Its name, in the schema and in messages.</param>
/// <param name="keys">The keys, in the order in which they are written.</param>
internal sealed class KeyTable(string name, params ImmutableArray<Key> keys)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>The keys, in the order in which they are written.</summary>
    public ImmutableArray<Key> Keys { get; } = keys;

    /// <summary>Their names: what is offered for a misspelt one.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            foreach (Key key in Keys) yield return key.Name;
        }
    }

    /// <summary>The key of that name, or null.</summary>
    public Key? Find(string key)
    {
        foreach (Key known in Keys)
        {
            if (known.Name == key) return known;
        }

        return null;
    }
}
