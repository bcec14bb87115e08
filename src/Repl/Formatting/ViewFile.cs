using System.Xml;

namespace KlpShell.Repl.Formatting;

/// <summary>Reads a .format.ps1xml: tables, lists and simple custom controls, with their groups.</summary>
internal static class ViewFile
{
    public static IEnumerable<ViewEntry> Read(string path)
    {
        var document = new XmlDocument();
        document.Load(path);
        var sets = new Dictionary<string, HashSet<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (XmlElement set in document.SelectNodes("//SelectionSets/SelectionSet")!) sets[Text(set, "Name")!] = [.. Texts(set, "Types/TypeName")];
        foreach (XmlElement element in document.SelectNodes("//ViewDefinitions/View")!) yield return One(element, sets);
    }

    private static ViewEntry One(XmlElement element, Dictionary<string, HashSet<string>> sets)
    {
        var types = new HashSet<string>(Texts(element, "ViewSelectedBy/TypeName"), StringComparer.OrdinalIgnoreCase);
        foreach (var set in Texts(element, "ViewSelectedBy/SelectionSetName")) types.UnionWith(sets[set]);
        var shape = element["TableControl"] is not null ? Shape.Table : element["ListControl"] is not null ? Shape.List : Shape.Custom;
        return new ViewEntry(types, shape, Text(element, "Name") ?? "", new Lazy<View>(() => Whole(element, types, shape)));
    }

    private static View Whole(XmlElement element, HashSet<string> types, Shape shape)
    {
        var (table, list, custom) = (element["TableControl"], element["ListControl"], element["CustomControl"]);
        var view = new View
        {
            TypeNames = types,
            Shape = shape,
            Columns = table is not null ? Table(table) : list is not null ? [.. list.SelectNodes("ListEntries/ListEntry[not(EntrySelectedBy)]/ListItems/ListItem")!.Cast<XmlElement>().Select(e => Item(e, null))] : [],
            AutoSize = table?["AutoSize"] is not null,
            HideHeaders = table?["HideTableHeaders"] is not null,
            Wrap = table?.SelectSingleNode("TableRowEntries/TableRowEntry/Wrap") is not null,
            Custom = custom is null ? null : Custom(custom),
        };
        if (element["GroupBy"] is { } group) view.GroupBy = Item(group, null);
        return view;
    }

    private static List<Column> Table(XmlElement table)
    {
        var headers = table.SelectNodes("TableHeaders/TableColumnHeader")!.Cast<XmlElement>().ToList();
        var items = table.SelectNodes("TableRowEntries/TableRowEntry[not(EntrySelectedBy)]/TableColumnItems/TableColumnItem")!.Cast<XmlElement>().ToList();
        return [.. items.Select((item, i) => Item(item, i < headers.Count ? headers[i] : null))];
    }

    private static Column Item(XmlElement item, XmlElement? header)
    {
        var property = Text(item, "PropertyName");
        var alignment = Text(header, "Alignment") ?? Text(item, "Alignment");
        return new Column
        {
            Label = Text(header, "Label") ?? Text(item, "Label") ?? property ?? Text(item, "ScriptBlock") ?? "",
            Property = property,
            Script = Text(item, "ScriptBlock") is { } script ? ScriptBlock.Create(script) : null,
            Width = int.TryParse(Text(header, "Width"), out var width) ? width : 0,
            Format = Text(item, "FormatString"),
            Right = alignment?.Equals("Right", StringComparison.OrdinalIgnoreCase),
            Centre = "Center".Equals(alignment, StringComparison.OrdinalIgnoreCase),
            Condition = Text(item, "ItemSelectionCondition/ScriptBlock") is { } condition ? ScriptBlock.Create(condition) : null,
        };
    }

    private static Func<object, string> Custom(XmlElement control)
    {
        var entry = (XmlElement)control.SelectSingleNode("CustomEntries/CustomEntry[not(EntrySelectedBy)]/CustomItem")!;
        var parts = Parts(entry, 0);
        return item => string.Concat(parts.Select(part => part(item)));
    }

    private static List<Func<object, string>> Parts(XmlElement parent, int indent)
    {
        var parts = new List<Func<object, string>>();
        foreach (var child in parent.ChildNodes.OfType<XmlElement>())
            switch (child.Name)
            {
                case "Text": parts.Add(_ => child.InnerText); break;
                case "NewLine": parts.Add(_ => "\n"); break;
                case "ExpressionBinding":
                    var column = Item(child, null);
                    parts.Add(item => column.Condition is { } test && !Value.Truth(test.Run(item)) ? "" : column.Text(item));
                    break;
                case "Frame":
                    var by = indent + (int.TryParse(Text(child, "LeftIndent"), out var left) ? left : 0);
                    var inner = Parts(child["CustomItem"]!, by);
                    parts.Add(item => string.Join('\n', string.Concat(inner.Select(part => part(item))).Split('\n').Select(line => line.Length > 0 ? new string(' ', by) + line : line)));
                    break;
            }
        return parts;
    }

    private static string? Text(XmlElement? parent, string path) => parent?.SelectSingleNode(path)?.InnerText.Trim();

    private static IEnumerable<string> Texts(XmlElement parent, string path) => parent.SelectNodes(path)!.Cast<XmlElement>().Select(e => e.InnerText.Trim());
}
