using System.Linq;
using System.Xml.Linq;
using KlpShell.Build.Pages;
using KlpShell.Build.Shapes;

namespace KlpShell.Build.Writing;

/// <summary>A parameter in the XML that Get-Help reads, in the list of all or in a line of the syntax.</summary>
internal static class ParameterElement
{
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static XElement Write(HelpParameter? text, ParameterShape shape, ParameterUse use, bool syntax) => new(
        s_command + "parameter",
        new XAttribute("required", use.IsMandatory),
        new XAttribute("variableLength", shape.Type.EndsWith("[]", System.StringComparison.Ordinal)),
        new XAttribute("globbing", shape.TakesWildcards),
        new XAttribute("pipelineInput", use.Pipeline),
        new XAttribute("position", use.Position < 0 ? "named" : $"{use.Position}"),
        new XAttribute("aliases", shape.Aliases.Count == 0 ? "none" : string.Join(", ", shape.Aliases)),
        new XElement(s_maml + "name", shape.Name),
        text is null ? null : new XElement(s_maml + "description", MamlWriter.Paras(text.Text), Values(shape)),
        syntax && shape.Values.Count > 0 && !shape.IsSwitch
            ? new XElement(s_command + "parameterValueGroup", shape.Values.Select(value => new XElement(s_command + "parameterValue", new XAttribute("required", false), new XAttribute("variableLength", false), value)))
            : null,
        syntax && shape.IsSwitch ? null : new XElement(s_command + "parameterValue", new XAttribute("required", !shape.IsSwitch), new XAttribute("variableLength", false), shape.Type),
        new XElement(s_dev + "type", new XElement(s_maml + "name", shape.Type), new XElement(s_maml + "uri")),
        new XElement(s_dev + "defaultValue", text?.Default ?? (shape.IsSwitch ? "False" : "None")));

    private static XElement? Values(ParameterShape shape) => shape.Values.Count == 0 ? null : new XElement(s_maml + "para", $"Values: {string.Join(", ", shape.Values)}.");
}
