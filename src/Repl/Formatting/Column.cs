namespace KlpShell.Repl.Formatting;

/// <summary>One column of a table, or one line of a list: its label, and how it gets its text from an object.</summary>
internal sealed class Column
{
    public string Label { get; set; } = "";
    public int Width { get; set; }
    public bool? Right { get; set; }
    public string? Property { get; init; }
    public ScriptBlock? Script { get; init; }
    public string? Format { get; set; }

    /// <summary>Its script gives a text in a colour: nobody else's escape sequences reach a terminal.</summary>
    public bool Coloured { get; init; }

    public object? Value(object item)
    {
        if (Script is null) return Members.Find(item, Property!)?.Value;
        // An error in a column is an empty cell, not an error of the script that shows the object.
        Session.Current!.Catching++;
        try { return Script.Run(item); }
        finally { Session.Current!.Catching--; }
    }

    public string Text(object item, bool places = false)
    {
        try { return places ? Cell.Field(Value(item), Format) : Cell.Text(Value(item), Format); }
        catch (Exception error) when (error is not (ControlFlow or PipelineStoppedException)) { return ""; }
    }

    /// <summary>Numbers, truths, letters and names of an enum stand at the right.</summary>
    public bool IsRight(object item)
    {
        try { return Engine.Value.Base(Value(item)) is var value && (value is bool or char or Enum || Number.IsNumeric(value)); }
        catch (Exception error) when (error is not (ControlFlow or PipelineStoppedException)) { return false; }
    }

    /// <summary>From what stands behind -Property: a name, a wildcard, a script block, or @{ Name = ...; Expression = ... }.</summary>
    public static IEnumerable<Column> From(object? definition, object sample)
    {
        switch (Engine.Value.Base(definition))
        {
            case ScriptBlock block: yield return new Column { Label = block.ToString(), Script = block }; break;
            case IDictionary map:
                var expression = Engine.Value.Base(Entry(map, "Expression"));
                var name = Entry(map, "Name") ?? Entry(map, "Label") ?? expression;
                yield return new Column
                {
                    Label = Engine.Value.Text(name),
                    Script = expression as ScriptBlock,
                    Property = expression is ScriptBlock ? null : Engine.Value.Text(expression ?? name),
                    Format = Entry(map, "FormatString") is { } format ? Engine.Value.Text(format) : null,
                    Width = Converter.To<int>(Entry(map, "Width")),
                    Right = Entry(map, "Alignment") is { } side ? Engine.Value.Text(side).StartsWith("r", StringComparison.OrdinalIgnoreCase) : null,
                };
                break;
            case { } other when Engine.Value.Text(other) is var pattern && WildcardPattern.ContainsWildcardCharacters(pattern):
                foreach (var property in Members.All(sample))
                    if (new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch(property.Name)) yield return new Column { Label = property.Name, Property = property.Name };
                break;
            case { } plain:
                var wanted = Engine.Value.Text(plain);
                yield return new Column { Label = Members.Find(sample, wanted)?.Name ?? wanted, Property = wanted };
                break;
        }
    }

    private static object? Entry(IDictionary map, string name)
    {
        foreach (DictionaryEntry entry in map)
            if (name.StartsWith(Engine.Value.Text(entry.Key), StringComparison.OrdinalIgnoreCase)) return entry.Value;
        return null;
    }
}
