using System.Collections.Generic;

namespace KlpShell.Manifests.Writing;

/// <summary>A mapping to write. Values are written scalars (<see cref="string"/>), lists of such values, and mappings.</summary>
internal sealed class YamlMap : List<KeyValuePair<string, object>>
{
    /// <summary>Adds a key with something that is written already: a number, a word, a mapping, a list.</summary>
    public YamlMap Put(string key, object value)
    {
        Add(new KeyValuePair<string, object>(key, value));
        return this;
    }

    /// <summary>Adds a key with text, quoted where it must be.</summary>
    public YamlMap Text(string key, string text) => Put(key, YamlText.Scalar(text));

    /// <summary>Adds a key with text that differs from what it is without the key.</summary>
    public YamlMap Text(string key, string text, string unless) => text == unless ? this : Text(key, text);

    /// <summary>Adds a key where a condition holds.</summary>
    public YamlMap PutIf(bool condition, string key, object value) => condition ? Put(key, value) : this;

    /// <summary>Adds a list of texts, where it isn't empty.</summary>
    public YamlMap Texts(string key, IEnumerable<string> texts)
    {
        List<object> list = [];
        foreach (string text in texts) list.Add(YamlText.Scalar(text));
        return list.Count == 0 ? this : Put(key, list);
    }

    /// <summary>Adds a list, where it isn't empty.</summary>
    public YamlMap Items(string key, List<object> list) => list.Count == 0 ? this : Put(key, list);
}
