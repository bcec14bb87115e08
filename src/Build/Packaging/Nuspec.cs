using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace KlpShell.Build.Packaging;

/// <summary>The description of a module's package, as galleries of PowerShell modules read it.</summary>
public static class Nuspec
{
    private static readonly XNamespace s_namespace = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";

    /// <summary>Writes the description.</summary>
    /// <param name="manifest">The module's manifest.</param>
    /// <param name="id">What the package is called: as the module.</param>
    /// <param name="notes">What is new.</param>
    /// <param name="license">The licence's SPDX expression.</param>
    /// <param name="readme">True where there is a README.md.</param>
    public static XDocument Write(ModuleManifest manifest, string id, string notes, string license, bool readme) => new(
        new XDeclaration("1.0", "utf-8", null),
        new XElement(
            s_namespace + "package",
            new XElement(
                s_namespace + "metadata",
                new XElement(s_namespace + "id", id),
                new XElement(s_namespace + "version", manifest.Version),
                new XElement(s_namespace + "authors", manifest.Value("Author")),
                new XElement(s_namespace + "requireLicenseAcceptance", false),
                new XElement(s_namespace + "license", new XAttribute("type", "expression"), license),
                readme ? new XElement(s_namespace + "readme", "README.md") : null,
                new XElement(s_namespace + "description", manifest.Value("Description")),
                new XElement(s_namespace + "releaseNotes", notes),
                new XElement(s_namespace + "copyright", manifest.Value("Copyright")),
                new XElement(s_namespace + "tags", string.Join(' ', Tags(manifest)))),
            new XElement(s_namespace + "files", new XElement(s_namespace + "file", new XAttribute("src", "**"), new XAttribute("target", "")))));

    // A gallery finds a module by what it exports.
    private static IEnumerable<string> Tags(ModuleManifest manifest)
    {
        IReadOnlyList<string> cmdlets = manifest.Exports("Cmdlets");
        IReadOnlyList<string> functions = manifest.Exports("Functions");
        return
        [
            "PSModule", .. manifest.List("Tags"),
            .. cmdlets.Count > 0 ? ["PSIncludes_Cmdlet"] : System.Array.Empty<string>(), .. cmdlets.Select(name => "PSCmdlet_" + name),
            .. functions.Count > 0 ? ["PSIncludes_Function"] : System.Array.Empty<string>(), .. functions.Select(name => "PSFunction_" + name),
            .. cmdlets.Concat(functions).Select(name => "PSCommand_" + name),
        ];
    }
}
