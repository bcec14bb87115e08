using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using KlpShell.Cmdlets.Tests.Engine;

namespace KlpShell.Cmdlets.Tests.Contract;

/// <summary>What the code says of itself, as Markdown.</summary>
internal static partial class Docstrings
{
    private static readonly Dictionary<string, XElement> s_members = XDocument.Load(Places.CmdletsXml).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    public static string Of(Type type) => Summary("T:" + type.FullName);

    public static string Of(PropertyInfo property) => Summary($"P:{property.DeclaringType!.FullName}.{property.Name}");

    /// <summary>What a parameter is when it is left out, where that is a value worth telling.</summary>
    public static string? Default(Type cmdlet, PropertyInfo parameter) => Written(parameter.GetValue(Activator.CreateInstance(cmdlet)));

    private static string? Written(object? value) => value switch
    {
        null or false or 0 or 0L or "" or TimeSpan => null,
        Array { Length: 0 } => null,
        Array several => string.Join(", ", several.Cast<object>().Select(Written)),
        System.Management.Automation.SwitchParameter => null,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string Summary(string member) =>
        s_members.GetValueOrDefault(member)?.Element("summary") is { } summary ? Space().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim() : "";

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")!.Value.Split('.', ':')[^1]}`",
        XElement other => other.Value,
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
