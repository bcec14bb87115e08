using System.Text.Json;

namespace KlpShell.Repl.Commands;

[Cmdlet("ConvertFrom", "Json")]
internal sealed class ConvertFromJson : PSCmdlet
{
    private readonly StringBuilder _text = new();

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true), AllowEmptyString] public string InputObject { get; set; } = "";
    [Parameter] public SwitchParameter AsHashtable { get; set; }
    [Parameter] public SwitchParameter NoEnumerate { get; set; }

    protected override void ProcessRecord() => _text.Append(InputObject).Append('\n');

    protected override void EndProcessing()
    {
        if (string.IsNullOrWhiteSpace(_text.ToString())) return;
        try
        {
            using var document = JsonDocument.Parse(_text.ToString(), new JsonDocumentOptions { MaxDepth = 1024, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            WriteObject(Read(document.RootElement), !NoEnumerate);
        }
        catch (JsonException error)
        {
            ThrowTerminatingError(new ErrorRecord(new PSArgumentException("Conversion from JSON failed with error: " + error.Message, error), "System.ArgumentException", ErrorCategory.NotSpecified, null));
        }
    }

    private object? Read(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when AsHashtable:
                var map = new System.Collections.Specialized.OrderedDictionary();
                foreach (var property in element.EnumerateObject()) map[property.Name] = Read(property.Value);
                return map;
            case JsonValueKind.Object:
                var made = new PSObject();
                foreach (var property in element.EnumerateObject()) made.SetNote(new PSNoteProperty(property.Name, Read(property.Value)));
                return made;
            case JsonValueKind.Array: return element.EnumerateArray().Select(Read).ToArray();
            case JsonValueKind.String: return element.TryGetDateTime(out var time) ? (object)time : element.GetString();
            case JsonValueKind.Number: return element.TryGetInt64(out var whole) ? (object)whole : element.GetDouble();
            default: return element.ValueKind == JsonValueKind.Null ? null : element.GetBoolean();
        }
    }
}
