using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Enumeration;
using KlpShell.Conformance.Scenarios;

namespace KlpShell.Conformance.Playing;

/// <summary>Plays all scenarios of a folder.</summary>
public static class FolderPlayer
{
    /// <summary>The scenario files of a folder and of those in it, in order.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="filter">A pattern that the name or the folder and name must match; null for all.</param>
    public static IReadOnlyList<string> Files(string folder, string? filter = null)
    {
        List<string> files = [];
        foreach (string file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            string whole = $"{Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file)))}/{name}";
            if (filter is null || FileSystemName.MatchesSimpleExpression(filter, name) || FileSystemName.MatchesSimpleExpression(filter, whole)) files.Add(file);
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }

    /// <summary>Plays a file; one that can't be read is a result too.</summary>
    public static ScenarioResult Play(string file)
    {
        try
        {
            return ScenarioPlayer.Play(ScenarioReader.Read(file));
        }
        catch (ScenarioException problem)
        {
            return new ScenarioResult(Path.GetFileName(file), []) { Problem = problem.Message };
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            // The simulator throws only for its own bugs; the other scenarios are played all the same.
            return new ScenarioResult(Path.GetFileName(file), []) { Problem = $"the simulator failed: {bug}" };
        }
    }
}
