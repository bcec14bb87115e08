using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace KlpShell.Conformance.Scenarios;

/// <summary>A part of a scenario's JSON that knows where it stands, so that a problem can say so.</summary>
internal readonly struct ScenarioElement(JsonElement element, string file, string path)
{
    public bool Has(string name) => Find(name, out _);

    public bool Flag(string name) => Find(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    public string Text(string name) => OptionalText(name) ?? throw Problem($"there is no text '{name}'");

    public string? OptionalText(string name)
    {
        if (!Find(name, out JsonElement value)) return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => throw Problem($"'{name}' is no text"),
        };
    }

    public long Number(string name) => OptionalNumber(name) ?? throw Problem($"there is no number '{name}'");

    public long? OptionalNumber(string name)
    {
        if (!Find(name, out JsonElement value)) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : throw Problem($"'{name}' is no whole number");
    }

    public IEnumerable<ScenarioElement> List(string name)
    {
        if (!Find(name, out JsonElement value) || value.ValueKind != JsonValueKind.Array) throw Problem($"there is no list '{name}'");
        List<ScenarioElement> items = [];
        foreach (JsonElement item in value.EnumerateArray())
        {
            items.Add(new ScenarioElement(item, file, $"{path}/{name}[{items.Count.ToString(CultureInfo.InvariantCulture)}]"));
        }

        return items;
    }

    public ImmutableArray<string> OptionalTexts(string name) => Has(name) ? Texts(name) : default;

    public ImmutableArray<string> Texts(string name)
    {
        if (!Find(name, out JsonElement value) || value.ValueKind != JsonValueKind.Array) throw Problem($"there is no list '{name}'");
        ImmutableArray<string>.Builder items = ImmutableArray.CreateBuilder<string>();
        foreach (JsonElement item in value.EnumerateArray())
        {
            items.Add(item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Problem($"'{name}' holds something that is no text"));
        }

        return items.ToImmutable();
    }

    public ImmutableSortedDictionary<string, string>? OptionalDictionary(string name)
    {
        if (!Find(name, out JsonElement value)) return null;
        if (value.ValueKind != JsonValueKind.Object) throw Problem($"'{name}' is no object");
        ImmutableSortedDictionary<string, string>.Builder items = ImmutableSortedDictionary.CreateBuilder<string, string>(System.StringComparer.Ordinal);
        foreach (JsonProperty item in value.EnumerateObject())
        {
            items[item.Name] = item.Value.ValueKind == JsonValueKind.String ? item.Value.GetString()! : throw Problem($"'{name}' holds something that is no text");
        }

        return items.ToImmutable();
    }

    public ImmutableSortedDictionary<string, long>? OptionalCounts(string name)
    {
        if (!Find(name, out JsonElement value)) return null;
        if (value.ValueKind != JsonValueKind.Object) throw Problem($"'{name}' is no object");
        ImmutableSortedDictionary<string, long>.Builder items = ImmutableSortedDictionary.CreateBuilder<string, long>(System.StringComparer.Ordinal);
        foreach (JsonProperty item in value.EnumerateObject())
        {
            items[item.Name] = item.Value.ValueKind == JsonValueKind.Number ? item.Value.GetInt64() : throw Problem($"'{name}' holds something that is no number");
        }

        return items.ToImmutable();
    }

    public ScenarioException Problem(string what) => new(file, path.Length == 0 ? what : $"{path}: {what}");

    // A null counts as absent.
    private bool Find(string name, out JsonElement value)
    {
        if (element.ValueKind != JsonValueKind.Object) throw Problem("an object was expected");
        return element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }
}
