namespace KlpShell.Engine;

/// <summary>What the language sees of a .NET value: its wrapping taken off, its text, its items, its truth.</summary>
internal static class Value
{
    /// <summary>What a command that wrote nothing gives: null as a value, no item at all down a pipeline.</summary>
    public static readonly PSObject Nothing = new(PSCustomObject.Instance);

    public static object? Base(object? value) => value is not PSObject wrapped ? value
        : ReferenceEquals(wrapped, Nothing) ? null
        : wrapped.BaseObject is PSCustomObject ? wrapped : wrapped.BaseObject;

    public static IEnumerable? Items(object? value) => Base(value) switch
    {
        string or IDictionary => null,
        IEnumerable items => items,
        IEnumerator rest => Drain(rest),
        _ => null,
    };

    private static IEnumerable<object?> Drain(IEnumerator rest)
    {
        while (rest.MoveNext()) yield return rest.Current;
    }

    public static bool Truth(object? value) => Base(value) switch
    {
        null => false,
        bool flag => flag,
        SwitchParameter present => present.IsPresent,
        string text => text.Length > 0,
        IList { Count: 0 } => false,
        IList { Count: 1 } one => one[0] is IList { Count: > 0 } || Truth(one[0]),
        char letter => letter != 0,
        { } other => !Number.IsNumeric(other) || Number.ToDouble(other) != 0,
    };

    public static string Text(object? value) => Text(value, true, null);

    public static string Text(object? value, bool join, string? format)
    {
        if (value is PSObject { Literal: { } literal } && format is null) return literal;
        switch (Base(value))
        {
            case null: return "";
            case string text: return text;
            case PSObject custom: return Custom(custom);
            case Type type: return TypeNames.Short(type);
            case double or float when format is null: return ((IFormattable)Base(value)!).ToString(Base(value) is double ? "G15" : "G7", CultureInfo.InvariantCulture);
            case IFormattable formattable: return formattable.ToString(format, CultureInfo.InvariantCulture);
            case IDictionary map: return map.ToString()!;
            case IEnumerable items when join:
                var text2 = new StringBuilder();
                var separator = Session.Current?.Scope.Find("OFS")?.Value is { } ofs ? Text(ofs) : " ";
                foreach (var item in items) text2.Append(Text(item, false, null)).Append(separator);
                return text2.Length == 0 ? "" : text2.ToString(0, text2.Length - separator.Length);
            case { } other: return other.ToString() ?? "";
        }
    }

    private static string Custom(PSObject custom)
    {
        var text = new StringBuilder("@{");
        foreach (var property in custom.Properties)
            text.Append(text.Length > 2 ? "; " : "").Append(property.Name).Append('=').Append(Text(property.Value, true, null));
        return text.Append('}').ToString();
    }

    /// <summary>Down a pipeline, or out of a statement: collections one by one, nothing not at all.</summary>
    public static void Unroll(object? value, Action<object?> output)
    {
        if (ReferenceEquals(value, Nothing)) return;
        if (Items(value) is not { } items) output(value);
        else
            foreach (var item in items) output(item);
    }

    public static object? Collapse(List<object?> items) => items.Count switch { 0 => Nothing, 1 => items[0], _ => items.ToArray() };

    public static List<object?> ToList(object? value)
    {
        var list = new List<object?>();
        Unroll(value, list.Add);
        return list;
    }
}
