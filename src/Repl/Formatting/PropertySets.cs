using System.Xml;

namespace KlpShell.Repl.Formatting;

/// <summary>The sets of properties in a module's .types.ps1xml: what is shown of an object that no view is used for, and what it is sorted and grouped by.</summary>
internal static class PropertySets
{
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<Module, Dictionary<string, List<string>>> s_sets = [];

    public static IReadOnlyList<string>? Display(Session session, object item) => Find(session, item, "DefaultDisplayPropertySet");

    public static object[]? Key(Session session, object item) => Find(session, item, "DefaultKeyPropertySet")?.Cast<object>().ToArray();

    private static List<string>? Find(Session session, object item, string set)
    {
        foreach (var type in TypeNames.Of(item))
            foreach (var module in session.Commands.Modules)
                if (s_sets.GetValue(module, Read).TryGetValue($"{type} {set}", out var found)) return found;
        return null;
    }

    private static Dictionary<string, List<string>> Read(Module module)
    {
        var sets = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in module.TypeFiles)
        {
            var document = new XmlDocument();
            document.Load(path);
            if (document.SelectSingleNode("//Types/Type/Members/*[not(self::MemberSet)]|//MemberSet/Members/*[not(self::PropertySet)]|//TypeConverter") is { } other) throw new PSArgumentException($"{path}: klpsh takes sets of properties, and knows no {other.Name}.");
            foreach (XmlElement set in document.SelectNodes("//PropertySet")!)
                sets[$"{set.SelectSingleNode("ancestor::Type/Name")!.InnerText} {set["Name"]!.InnerText}"] = [.. set.SelectNodes("ReferencedProperties/Name")!.Cast<XmlElement>().Select(e => e.InnerText)];
        }
        return sets;
    }
}
