using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using KlpShell.Build.Markdown;
using KlpShell.Build.Pages;
using KlpShell.Build.Shapes;

namespace KlpShell.Build.Writing;

/// <summary>Writes the XML that Get-Help reads: what the pages say, and the shapes of the cmdlets.</summary>
public static class MamlWriter
{
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private static readonly XNamespace s_shell = "http://msh";

    /// <summary>Writes the help of all cmdlets that have a page.</summary>
    public static XDocument Write(IReadOnlyList<HelpPage> pages, IReadOnlyList<CmdletShape> shapes)
    {
        XElement root = new(s_shell + "helpItems", new XAttribute("schema", "maml"));
        foreach (CmdletShape shape in shapes)
        {
            if (pages.FirstOrDefault(page => page.Name == shape.Name) is { } page) root.Add(Command(page, shape));
        }

        return new XDocument(new XDeclaration("1.0", "utf-8", null), root);
    }

    private static XElement Command(HelpPage page, CmdletShape shape) => new(
        s_command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", s_maml),
        new XAttribute(XNamespace.Xmlns + "command", s_command),
        new XAttribute(XNamespace.Xmlns + "dev", s_dev),
        new XElement(
            s_command + "details",
            new XElement(s_command + "name", shape.Name),
            new XElement(s_command + "verb", shape.Verb),
            new XElement(s_command + "noun", shape.Noun),
            new XElement(s_maml + "description", new XElement(s_maml + "para", page.Synopsis))),
        new XElement(s_maml + "description", Paras(page.Description)),
        new XElement(s_command + "syntax", shape.Sets.Select(set => Syntax(shape, set))),
        new XElement(s_command + "parameters", shape.Parameters.Select(parameter => ParameterElement.Write(Described(page, shape, parameter), parameter, parameter.Uses.Values.First(), false))),
        new XElement(s_command + "inputTypes", page.Inputs.Select(type => Type("inputType", type))),
        new XElement(s_command + "returnValues", page.Outputs.Select(type => Type("returnValue", type))),
        page.Notes.Count == 0 ? null : new XElement(s_maml + "alertSet", new XElement(s_maml + "alert", Paras(page.Notes))),
        new XElement(s_command + "examples", page.Examples.Select(Example)),
        new XElement(s_maml + "relatedLinks", page.Links.Select(link => new XElement(s_maml + "navigationLink", new XElement(s_maml + "linkText", link), new XElement(s_maml + "uri")))));

    private static XElement Syntax(CmdletShape shape, string set) => new(
        s_command + "syntaxItem",
        new XElement(s_maml + "name", shape.Name),
        shape.Parameters.Where(parameter => parameter.In(set) is not null).OrderBy(parameter => Rank(parameter.In(set)!)).Select(parameter => ParameterElement.Write(null, parameter, parameter.In(set)!, true)));

    private static int Rank(ParameterUse use) => use.Position >= 0 ? use.Position : use.IsMandatory ? 1000 : 2000;

    private static HelpParameter Described(HelpPage page, CmdletShape shape, ParameterShape parameter) =>
        page.Parameters.FirstOrDefault(one => one.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase))
        ?? new HelpParameter(parameter.Name, [new Paragraph(0, Common(shape, parameter.Name))], null);

    private static string Common(CmdletShape shape, string name) => name switch
    {
        "WhatIf" when shape.Rehearses => "Works the change out on a copy of the kernel, and says what would come of it. The kernel itself stays as it is.",
        "WhatIf" => "Says what would be done, and does nothing.",
        "Confirm" => "Asks before anything is changed.",
        _ => "",
    };

    private static XElement Type(string element, HelpType type) => new(
        s_command + element,
        new XElement(s_dev + "type", new XElement(s_maml + "name", type.Name)),
        new XElement(s_maml + "description", new XElement(s_maml + "para", type.Text)));

    private static XElement Example(HelpExample example, int index) => new(
        s_command + "example",
        // Get-Help shows the title as it is, and sets nothing apart by itself.
        new XElement(s_maml + "title", $"---------- Example {index + 1}: {example.Title} ----------"),
        new XElement(s_dev + "code", example.Code.Text),
        new XElement(s_dev + "remarks", Paras(example.Remarks), new XElement(s_maml + "para")));

    /// <summary>Blocks as paragraphs; Get-Help breaks their lines itself.</summary>
    internal static IEnumerable<XElement> Paras(IEnumerable<Block> blocks) =>
        blocks.Select(block => new XElement(s_maml + "para", string.Join('\n', PlainText.Lines(block, block is Table ? 76 : int.MaxValue))));
}
