namespace KlpShell.Repl.Formatting;

/// <summary>How objects of some types are shown; from a views file, or made up for an object that has none.</summary>
internal sealed class View
{
    public HashSet<string>? TypeNames { get; init; }
    public Shape Shape { get; init; }
    public List<Column> Columns { get; init; } = [];
    public Column? Group { get; init; }
    public bool AutoSize { get; init; }
    public bool Wrap { get; init; }

    /// <summary>The properties were named: every object shows these, and not its own.</summary>
    public bool Fixed { get; init; }

    public bool Accepts(object item) => TypeNames is null || Engine.TypeNames.Of(item).Any(TypeNames.Contains);

    /// <summary>For an object without a view: up to four properties make a table, more a list.</summary>
    public static View Of(object item, Shape? shape, IEnumerable<object?>? properties)
    {
        var columns = properties is not null ? properties.SelectMany(p => Column.From(p, item)).ToList()
            : Members.All(item).Select(p => new Column { Label = p.Name, Property = p.Name }).ToList();
        var kind = shape ?? (columns.Count <= 4 ? Shape.Table : Shape.List);
        if (kind == Shape.Table)
            foreach (var column in columns.Take(10)) column.Right ??= column.IsRight(item);
        return new View { Shape = kind, Fixed = properties is not null, Columns = kind == Shape.Table && properties is null ? columns.Take(10).ToList() : columns };
    }
}
