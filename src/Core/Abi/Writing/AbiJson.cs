using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace KlpShell.Core.Abi.Writing;

/// <summary>Entries as JSON: an array of objects whose members are called as in a manifest.</summary>
public static class AbiJson
{
    private const int MaxDepth = 8;

    /// <summary>Writes entries.</summary>
    public static string Write(IEnumerable<AbiEntry> entries)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (AbiEntry entry in entries)
                WriteEntry(json, entry);
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    /// <summary>Reads entries that <see cref="Write"/> wrote.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="problem">What is wrong with it; null when it was read.</param>
    public static ImmutableArray<AbiEntry> Read(string text, out string? problem)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
            problem = null;
            return [.. json.RootElement.EnumerateArray().Select(ReadEntry)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            problem = $"this is no list of entries in JSON: {e.Message}";
            return [];
        }
    }

    private static void WriteEntry(Utf8JsonWriter json, AbiEntry entry)
    {
        json.WriteStartObject();
        WriteList(json, "what", entry.What);
        json.WriteString("level", entry.Level.Folder());
        json.WriteString("date", entry.Date);
        json.WriteString("kernel_version", entry.KernelVersion);
        WriteList(json, "contact", entry.Contact);
        json.WriteString("description", entry.Description);
        WriteList(json, "users", entry.Users);
        if (entry.File.Length > 0)
        {
            json.WriteString("file", entry.File);
            json.WriteNumber("line", entry.Line);
        }
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static AbiEntry ReadEntry(JsonElement json)
    {
        string level = json.GetProperty("level").GetString() ?? "";
        if (!AbiLevels.TryParse(level, out AbiLevel found))
            throw new FormatException($"'{level}' is none of stable, testing, obsolete, removed");
        return new AbiEntry(List(json, "what"), found)
        {
            Date = Text(json, "date"),
            KernelVersion = Text(json, "kernel_version"),
            Contact = List(json, "contact"),
            Description = Text(json, "description"),
            Users = List(json, "users"),
            File = Text(json, "file"),
            Line = json.TryGetProperty("line", out JsonElement line) ? line.GetInt32() : 0,
        };
    }

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? "" : "";

    private static ImmutableArray<string> List(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? [.. value.EnumerateArray().Select(v => v.GetString() ?? "")] : [];
}
