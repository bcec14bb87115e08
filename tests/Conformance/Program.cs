using System;
using System.Collections.Generic;
using System.IO;
using KlpShell.Conformance.Playing;

namespace KlpShell.Conformance;

/// <summary>Plays folders of recordings: <c>FOLDER [FOLDER...] [--verbose] [--filter PATTERN]</c>.</summary>
public static class Program
{
    /// <summary>Runs it.</summary>
    /// <returns>0 when something was played and all of it passed, 1 when something differed, 2 for a call that can't be followed.</returns>
    public static int Main(string[] arguments)
    {
        List<string> folders = [];
        bool verbose = false;
        string? filter = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--verbose") verbose = true;
            else if (arguments[i] == "--filter" && i + 1 < arguments.Length) filter = arguments[++i];
            else if (arguments[i].StartsWith('-')) return Usage($"{arguments[i]} isn't known");
            else folders.Add(arguments[i]);
        }

        if (folders.Count == 0) return Usage("no folder was given");
        Report report = new(Console.Out, verbose);
        foreach (string folder in folders)
        {
            if (!Directory.Exists(folder)) return Usage($"there is no folder {folder}");
            IReadOnlyList<string> files = FolderPlayer.Files(folder, filter);
            if (files.Count == 0) return Usage($"there is no scenario in {folder}{(filter is null ? "" : $" that matches {filter}")}");
            foreach (string file in files) report.Add(FolderPlayer.Play(file));
        }

        report.End();
        return report.AllPassed ? 0 : 1;
    }

    private static int Usage(string problem)
    {
        Console.Error.WriteLine($"conformance: {problem}");
        Console.Error.WriteLine("usage: dotnet run --project tests/Conformance -- FOLDER [FOLDER...] [--verbose] [--filter PATTERN]");
        return 2;
    }
}
