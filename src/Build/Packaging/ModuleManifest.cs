using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace KlpShell.Build.Packaging;

/// <summary>What the packages need to know of KlpShell.psd1; the text is ours, and its form is known.</summary>
public sealed partial class ModuleManifest(string text)
{
    /// <summary>The version of the module.</summary>
    public string Version => Value("ModuleVersion");

    /// <summary>What it exports, by kind.</summary>
    public IReadOnlyList<string> Exports(string kind) => List(kind + "ToExport");

    /// <summary>A value that is one string.</summary>
    public string Value(string key) => Regex.Match(text, $@"\b{key}\s*=\s*'((?:[^']|'')*)'").Groups[1].Value.Replace("''", "'", System.StringComparison.Ordinal);

    /// <summary>A value that is a list of strings.</summary>
    public IReadOnlyList<string> List(string key) => [.. Item().Matches(Regex.Match(text, $@"(?s)\b{key}\s*=\s*@\((.*?)\)").Groups[1].Value).Select(item => item.Groups[1].Value)];

    /// <summary>The same manifest, with release notes in it.</summary>
    public string WithReleaseNotes(string notes) =>
        ReleaseNotes().Replace(text, match => match.Groups[1].Value + "'" + notes.Replace("'", "''", System.StringComparison.Ordinal) + "'");

    [GeneratedRegex(@"(\bReleaseNotes\s*=\s*)'(?:[^']|'')*'")]
    private static partial Regex ReleaseNotes();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Item();
}
