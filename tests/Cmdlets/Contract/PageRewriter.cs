using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace KlpShell.Cmdlets.Tests.Contract;

/// <summary>Brings a page of docs/help up to what the code says: parameters as their docstrings have them, and the sections that are missing.</summary>
internal static class PageRewriter
{
    private static readonly string[] s_order = ["Parameters", "Inputs", "Outputs", "Examples", "Notes", "Related"];

    /// <summary>The page as it ought to be; of one that isn't there yet, what the code can say.</summary>
    public static string Rewrite(Type cmdlet, string? page)
    {
        Dictionary<string, string> sections = Split(page ?? Beginning(cmdlet));
        sections["Parameters"] = Parameters(cmdlet, sections.GetValueOrDefault("Parameters", ""));
        sections.TryAdd("Inputs", Inputs(cmdlet));
        sections.TryAdd("Outputs", Outputs(cmdlet));
        IEnumerable<string> written = s_order.Where(sections.ContainsKey).Where(name => sections[name].Length > 0).Select(name => $"## {name}\n\n{sections[name]}");
        return string.Join("\n\n", written.Prepend(sections[""])) + "\n";
    }

    /// <summary>The types that come down the pipeline by value.</summary>
    public static IEnumerable<string> InputTypes(Type cmdlet) => ByValue(cmdlet).Select(parameter => Item(parameter.PropertyType).FullName!).Distinct();

    private static string Beginning(Type cmdlet)
    {
        string summary = Docstrings.Of(cmdlet);
        int end = summary.IndexOf(". ", StringComparison.Ordinal);
        return $"# {Shipped.Name(cmdlet)}\n\n" + (end < 0 ? summary : $"{summary[..(end + 1)]}\n\n{summary[(end + 2)..]}") + "\n";
    }

    private static Dictionary<string, string> Split(string page)
    {
        Dictionary<string, string> sections = new(StringComparer.Ordinal);
        string name = "";
        List<string> lines = [];
        foreach (string line in page.Split('\n').Append("## "))
        {
            if (!line.StartsWith("## ", StringComparison.Ordinal))
            {
                lines.Add(line);
                continue;
            }

            sections[name] = string.Join('\n', lines).Trim('\n');
            name = line[3..];
            lines.Clear();
        }

        return sections;
    }

    // What needs no name comes first, whichever class of the ladder declares it.
    private static int Place(PropertyInfo parameter) => parameter.GetCustomAttributes<ParameterAttribute>().Min(use => use.Position < 0 ? int.MaxValue : use.Position);

    private static string Parameters(Type cmdlet, string section)
    {
        Dictionary<string, string> own = new(StringComparer.Ordinal);
        foreach (string part in ("\n" + section).Split("\n### -", StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pieces = part.Trim('\n').Split("\n\n");
            own[pieces[0]] = string.Concat(pieces.Skip(2).Where(piece => !piece.StartsWith("Default: `", StringComparison.Ordinal)).Select(piece => "\n\n" + piece));
        }

        return string.Join("\n\n", Shipped.Parameters(cmdlet).OrderBy(Place).Select(parameter =>
        {
            string value = Docstrings.Default(cmdlet, parameter) is { } text ? $"\n\nDefault: `{text}`" : "";
            return $"### -{parameter.Name}\n\n{Docstrings.Of(parameter)}{value}{own.GetValueOrDefault(parameter.Name)}";
        }));
    }

    private static string Inputs(Type cmdlet)
    {
        List<string> items = [.. ByValue(cmdlet).Select(parameter => $"- `{Item(parameter.PropertyType).FullName}`: goes to -{parameter.Name}{Named(parameter)}.")];
        string[] byName = [.. Shipped.Parameters(cmdlet).Where(parameter => parameter.GetCustomAttributes<ParameterAttribute>().Any(use => use.ValueFromPipelineByPropertyName)).Select(parameter => parameter.Name)];
        if (byName.Length > 0) items.Add($"- `System.Object`: a property {string.Join(" or ", byName)} goes to the parameter of that name.");
        return items.Count == 0 ? "- `None`: it takes nothing from the pipeline." : string.Join('\n', items);
    }

    private static string Named(PropertyInfo parameter) =>
        parameter.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name == "NameOfAttribute") is { } name ? $"; an object with a {name.ConstructorArguments[0].Value} goes by that" : "";

    private static string Outputs(Type cmdlet)
    {
        bool passes = Shipped.Parameters(cmdlet).Any(parameter => parameter.Name == "PassThru");
        Type[] types = [.. Shipped.OutputTypes(cmdlet)];
        if (types is [var only] && only == typeof(void)) return "- `None`: it writes nothing.";
        return string.Join('\n', types.Select(type => $"- `{type.FullName}`: {(passes ? "with -PassThru, " : "")}{Lower(type.Assembly == Shipped.Assembly ? Docstrings.Of(type) : type.Name)}"));
    }

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];

    private static IEnumerable<PropertyInfo> ByValue(Type cmdlet) => Shipped.Parameters(cmdlet).Where(parameter => parameter.GetCustomAttributes<ParameterAttribute>().Any(use => use.ValueFromPipeline));

    private static Type Item(Type type) => type.IsArray ? type.GetElementType()! : type;
}
