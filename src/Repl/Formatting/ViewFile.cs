using System.Xml;

namespace KlpShell.Repl.Formatting;

/// <summary>Reads a .format.ps1xml: tables and lists.</summary>
internal static class ViewFile
{
    public static IEnumerable<ViewEntry> Read(string path)
    {
        var document = new XmlDocument();
        document.Load(path);
        if (document.SelectSingleNode("//CustomControl|//WideControl|//EntrySelectedBy|//SelectionSetName|//ItemSelectionCondition|//Alignment[.='Center']") is { } other) throw new PSArgumentException($"{path}: klpsh lays out plain tables and lists, and knows no {other.Name}.");
        foreach (XmlElement element in document.SelectNodes("//ViewDefinitions/View")!) yield return One(element);
    }

    private static ViewEntry One(XmlElement element)
    {
        var types = new HashSet<string>(element.SelectNodes("ViewSelectedBy/TypeName")!.Cast<XmlElement>().Select(e => e.InnerText.Trim()), StringComparer.OrdinalIgnoreCase);
        var shape = element["TableControl"] is not null ? Shape.Table : Shape.List;
        return new ViewEntry(types, shape, new Lazy<View>(() => Whole(element, types, shape)));
    }

    private static View Whole(XmlElement element, HashSet<string> types, Shape shape)
    {
        var table = element["TableControl"];
        return new View
        {
            TypeNames = types,
            Shape = shape,
            Columns = table is not null ? Table(table) : [.. element.SelectNodes("ListControl/ListEntries/ListEntry/ListItems/ListItem")!.Cast<XmlElement>().Select(e => Item(e, null))],
            Group = element["GroupBy"] is { } group ? Item(group, null) : null,
            AutoSize = table?["AutoSize"] is not null,
            Wrap = table?.SelectSingleNode("TableRowEntries/TableRowEntry/Wrap") is not null,
        };
    }

    private static List<Column> Table(XmlElement table)
    {
        var headers = table.SelectNodes("TableHeaders/TableColumnHeader")!.Cast<XmlElement>().ToList();
        var items = table.SelectNodes("TableRowEntries/TableRowEntry/TableColumnItems/TableColumnItem")!.Cast<XmlElement>().ToList();
        return [.. items.Select((item, i) => Item(item, i < headers.Count ? headers[i] : null))];
    }

    private static Column Item(XmlElement item, XmlElement? header)
    {
        var property = Text(item, "PropertyName");
        var script = Text(item, "ScriptBlock");
        var alignment = Text(header, "Alignment") ?? Text(item, "Alignment");
        return new Column
        {
            Label = Text(header, "Label") ?? Text(item, "Label") ?? property ?? script ?? "",
            Property = property,
            Script = script is null ? null : ScriptBlock.Create(script.Replace("$PSStyle", "$" + Style.Variable, StringComparison.Ordinal)),
            Coloured = script?.Contains("$PSStyle", StringComparison.Ordinal) == true,
            Width = int.TryParse(Text(header, "Width"), out var width) ? width : 0,
            Format = Text(item, "FormatString"),
            Right = alignment?.Equals("Right", StringComparison.OrdinalIgnoreCase),
        };
    }

    private static string? Text(XmlElement? parent, string path) => parent?.SelectSingleNode(path)?.InnerText.Trim();
}
