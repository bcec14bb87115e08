namespace KlpShell.Repl.Commands;

[Cmdlet("ConvertTo", "Json")]
internal sealed class ConvertToJson : PSCmdlet
{
    private readonly List<object?> _items = [];
    private bool _truncated;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true), AllowNull] public object? InputObject { get; set; }
    [Parameter, ValidateRange(0, 100)] public int Depth { get; set; } = 2;
    [Parameter] public SwitchParameter Compress { get; set; }
    [Parameter] public SwitchParameter AsArray { get; set; }
    [Parameter] public SwitchParameter EnumsAsStrings { get; set; }

    protected override void ProcessRecord() => _items.Add(InputObject);

    protected override void EndProcessing()
    {
        if (_items.Count == 0) return;
        var text = new StringBuilder();
        Write(text, _items.Count > 1 || AsArray ? _items.ToArray() : _items[0], 0, 0);
        if (_truncated) WriteWarning($"Resulting JSON is truncated as serialization has exceeded the set depth of {Depth}.");
        WriteObject(text.ToString());
    }

    private void Write(StringBuilder text, object? item, int depth, int indent)
    {
        var value = Value.Base(item);
        switch (value)
        {
            case null: text.Append("null"); return;
            case bool flag: text.Append(flag ? "true" : "false"); return;
            case SwitchParameter present: Write(text, new Hashtable { ["IsPresent"] = present.IsPresent }, depth, indent); return;
            case Enum name when EnumsAsStrings || Enum.GetUnderlyingType(name.GetType()) is var under && (under == typeof(long) || under == typeof(ulong)): Quote(text, name.ToString()); return;
            case Enum number: text.Append(Convert.ToInt64(number, CultureInfo.InvariantCulture)); return;
            case double real: text.Append(real == Math.Floor(real) && Math.Abs(real) < 1e15 ? real.ToString("F1", CultureInfo.InvariantCulture) : real.ToString("R", CultureInfo.InvariantCulture)); return;
            case string or char or Guid or Uri or Version or Type: Quote(text, value is Type type ? type.AssemblyQualifiedName! : Value.Text(value)); return;
            case DateTime time: Quote(text, time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture)); return;
        }
        if (Number.IsNumeric(value)) text.Append(Value.Text(value));
        else if (depth > Depth)
        {
            _truncated = true;
            Quote(text, Value.Text(item));
        }
        else if (value is IDictionary map) Pairs(text, '{', '}', indent, map.Cast<DictionaryEntry>().Select(e => ((string?)Value.Text(e.Key), e.Value)), depth);
        else if (Value.Items(value) is { } items) Pairs(text, '[', ']', indent, items.Cast<object?>().Select(i => ((string?)null, i)), depth);
        else Pairs(text, '{', '}', indent, Members.All(item).OrderBy(p => p.MemberType == PSMemberTypes.Property ? 0 : 1).Select(p => ((string?)p.Name, Read(p))), depth);
    }

    private static object? Read(PSPropertyInfo property)
    {
        try { return property.Value; }
        catch (RuntimeException) { return null; }
    }

    private void Pairs(StringBuilder text, char open, char close, int indent, IEnumerable<(string? Name, object? Value)> pairs, int depth)
    {
        text.Append(open);
        var any = false;
        foreach (var (name, value) in pairs)
        {
            if (any) text.Append(',');
            any = true;
            if (!Compress) text.Append('\n').Append(' ', indent + 2);
            if (name is not null)
            {
                Quote(text, name);
                text.Append(Compress ? ":" : ": ");
            }
            Write(text, value, depth + 1, indent + 2);
        }
        if (any && !Compress) text.Append('\n').Append(' ', indent);
        text.Append(close);
    }

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var letter in value)
            if ("\"\\\n\r\t\b\f".IndexOf(letter) is >= 0 and var at) text.Append('\\').Append("\"\\nrtbf"[at]);
            else if (letter is < ' ' or '\u0085' or '\u2028' or '\u2029') text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else text.Append(letter);
        text.Append('"');
    }
}
