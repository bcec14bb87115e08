using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Tests.Schema;

/// <summary>As much of JSON Schema as the manifests' schema uses; a keyword that it doesn't know is an error.</summary>
internal sealed class MiniSchema(JsonElement root)
{
    /// <summary>What is wrong; empty where nothing is.</summary>
    public string Check(Node node) => Check(node, root, "");

    private string Check(Node node, JsonElement schema, string path)
    {
        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            string problem = Keyword(node, keyword, schema, path);
            if (problem.Length > 0) return problem;
        }

        return "";
    }

    private string Keyword(Node node, JsonProperty keyword, JsonElement schema, string path)
    {
        JsonElement value = keyword.Value;
        switch (keyword.Name)
        {
            case "$schema" or "$id" or "$defs" or "title" or "description":
                return "";
            case "$ref":
                return Check(node, root.GetProperty("$defs").GetProperty(value.GetString()!["#/$defs/".Length..]), path);
            case "type":
                bool fits = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Any(type => Is(node, type.GetString()!)) : Is(node, value.GetString()!);
                return fits ? "" : $"{path}: no {value}";
            case "enum":
                return value.EnumerateArray().Any(word => Same(node, word)) ? "" : $"{path}: none of {value}";
            case "const":
                return Same(node, value) ? "" : $"{path}: not {value}";
            case "oneOf":
                string[] problems = [.. value.EnumerateArray().Select(choice => Check(node, choice, path))];
                int good = problems.Count(problem => problem.Length == 0);
                return good == 1 ? "" : $"{path}: {good} of the choices fit: {string.Join("; ", problems)}";
            case "required":
                return node is MapNode needing ? string.Concat(value.EnumerateArray().Where(key => Find(needing, key.GetString()!) is null).Select(key => $"{path}: {key} is missing")) : "";
            case "properties" when node is MapNode map:
                return string.Concat(value.EnumerateObject().Select(property => Find(map, property.Name) is { } inner ? Check(inner, property.Value, path + "." + property.Name) : ""));
            case "additionalProperties" when node is MapNode map:
                return string.Concat(map.Entries.Where(entry => !Known(schema, Text(entry.Key))).Select(entry => value.ValueKind == JsonValueKind.False ? $"{path}: {Text(entry.Key)} is unknown" : Check(entry.Value, value, path + "." + Text(entry.Key))));
            case "propertyNames" when node is MapNode map:
                return string.Concat(map.Entries.Select(entry => Check(entry.Key, value, path)));
            case "items" when node is ListNode list:
                return string.Concat(list.Items.Select((item, i) => Check(item, value, $"{path}[{i}]")));
            case "maxItems":
                return node is ListNode { Items.Count: int count } && count > value.GetInt32() ? $"{path}: too many" : "";
            case "pattern":
                return Is(node, "string") && !Regex.IsMatch(Text(node), value.GetString()!) ? $"{path}: not {value}" : "";
            case "minimum":
                return Is(node, "number") && double.Parse(Text(node), CultureInfo.InvariantCulture) < value.GetDouble() ? $"{path}: too small" : "";
            case "maximum":
                return Is(node, "number") && double.Parse(Text(node), CultureInfo.InvariantCulture) > value.GetDouble() ? $"{path}: too large" : "";
            case "properties" or "additionalProperties" or "propertyNames" or "items":
                return "";
            default:
                throw new NotSupportedException(keyword.Name);
        }
    }

    private static bool Known(JsonElement schema, string key) => schema.TryGetProperty("properties", out JsonElement properties) && properties.TryGetProperty(key, out _);

    private static Node? Find(MapNode map, string key) => map.Entries.Where(entry => Text(entry.Key) == key).Select(entry => entry.Value).FirstOrDefault();

    private static string Text(Node node) => ((ScalarNode)node).Text;

    private static bool Same(Node node, JsonElement value) => node is ScalarNode scalar && scalar.Text == value.ToString().ToLowerInvariant() | scalar.Text == value.ToString();

    // The types that YAML 1.2 gives to scalars without quotes.
    private static bool Is(Node node, string type) => type switch
    {
        "object" => node is MapNode,
        "array" => node is ListNode,
        "null" => node is ScalarNode { IsNull: true },
        "boolean" => node is ScalarNode { IsPlain: true, Text: "true" or "false" },
        "integer" => node is ScalarNode { IsPlain: true } scalar && Regex.IsMatch(scalar.Text, "^(-?[0-9]+|0x[0-9a-fA-F]+)$"),
        "number" => node is ScalarNode { IsPlain: true } scalar && Regex.IsMatch(scalar.Text, @"^(-?[0-9]+(\.[0-9]+)?|0x[0-9a-fA-F]+)$"),
        _ => node is ScalarNode && !Is(node, "null") && !Is(node, "boolean") && !Is(node, "number"),
    };
}
