using System;
using System.Collections.Generic;

namespace KlpShell.Manifests.Keys;

/// <summary>
/// The words that a value may be, and the number that each stands for. The JSON schema has an enum of the same name. It is not
/// generic, and no list of pairs: what the runtime must compile for those at start-up takes longer than to read a manifest.
/// </summary>
/// <param name="name">Its name in the schema.</param>
/// <param name="words">The words.</param>
/// <param name="values">What each stands for: an enum's value, or a number.</param>
internal sealed class WordTable(string name, string[] words, int[] values)
{
    /// <summary>Its name in the schema.</summary>
    public string Name { get; } = name;

    /// <summary>The words.</summary>
    public IReadOnlyList<string> Words { get; } = words;

    /// <summary>What a word stands for.</summary>
    /// <returns>False for another word.</returns>
    public bool TryGet(string word, out int value)
    {
        int index = Array.IndexOf(words, word);
        value = index < 0 ? 0 : values[index];
        return index >= 0;
    }

    /// <summary>The word for a value; null where there is none.</summary>
    public string? TryWordFor(int value)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] == value) return words[i];
        }

        return null;
    }

    /// <summary>The word for a value.</summary>
    /// <exception cref="NotSupportedException">There is none.</exception>
    public string WordFor(int value) => TryWordFor(value) ?? throw new NotSupportedException($"No manifest can say {value} for a {Name}.");
}
