using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace KlpShell.Manifests.Keys;

/// <summary>The words that a value may be. The JSON schema has an enum of the same name.</summary>
/// <typeparam name="T">What they stand for.</typeparam>
/// <param name="name">Its name in the schema.</param>
/// <param name="words">The words; of two for one value the first is written.</param>
internal sealed class WordTable<T>(string name, params ImmutableArray<(string Word, T Value)> words)
{
    /// <summary>Its name in the schema.</summary>
    public string Name { get; } = name;

    /// <summary>The words.</summary>
    public IEnumerable<string> Words
    {
        get
        {
            foreach ((string word, _) in words) yield return word;
        }
    }

    /// <summary>What a word stands for.</summary>
    /// <returns>False for another word.</returns>
    public bool TryGet(string word, out T value)
    {
        foreach ((string known, T meaning) in words)
        {
            value = meaning;
            if (known == word) return true;
        }

        value = default!;
        return false;
    }

    /// <summary>The word for a value; null where there is none.</summary>
    public string? TryWordFor(T value)
    {
        foreach ((string word, T known) in words)
        {
            if (EqualityComparer<T>.Default.Equals(known, value)) return word;
        }

        return null;
    }

    /// <summary>The word for a value.</summary>
    /// <exception cref="NotSupportedException">There is none.</exception>
    public string WordFor(T value) => TryWordFor(value) ?? throw new NotSupportedException($"No manifest can say {value}.");
}
