using System;
using System.Linq;

namespace KlpShell.Build.Packaging;

/// <summary>CHANGELOG.md, a section a version.</summary>
public static class Changelog
{
    /// <summary>What is new in a version.</summary>
    /// <exception cref="BuildException">The version has no section, or an empty one.</exception>
    public static string Of(string file, string text, string version)
    {
        string[] lines = text.Split('\n');
        int start = Array.FindIndex(lines, line => line == "## " + version || line.StartsWith($"## {version} ", StringComparison.Ordinal));
        string notes = start < 0 ? "" : string.Join('\n', lines.Skip(start + 1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))).Trim();
        return notes.Length > 0 ? notes : throw new BuildException(file, Math.Max(1, start + 1), $"nothing is said of version {version}");
    }
}
