using System;
using System.Collections.Generic;
using System.IO;
using KlpShell.Verdicts.Fuzzing;
using KlpShell.Verdicts.Playing;
using KlpShell.Verdicts.Records;

namespace KlpShell.Verdicts;

/// <summary>Plays folders of modules and their recorded verdicts: <c>FOLDER [FOLDER...] [--symbols FILE] [--traceable FILE] [--symvers FILE] [--filter TEXT]</c>.</summary>
public static class Program
{
    /// <summary>Runs it.</summary>
    /// <returns>0 when all passed, 1 when something differed, 2 for a call that can't be followed.</returns>
    public static int Main(string[] arguments)
    {
        List<string> folders = [];
        KernelSources sources = new();
        string filter = "";
        int mutations = 0;
        int seed = 1;
        for (int i = 0; i < arguments.Length; i++)
        {
            string? value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            if (!arguments[i].StartsWith('-'))
            {
                folders.Add(arguments[i]);
                continue;
            }

            if (value is null) return Usage($"{arguments[i]} needs a value");
            switch (arguments[i++])
            {
                case "--symbols":
                    sources = sources with { Symbols = value };
                    break;
                case "--traceable":
                    sources = sources with { Traceable = value };
                    break;
                case "--symvers":
                    sources = sources with { Exports = value };
                    break;
                case "--fuzz" when int.TryParse(value, out int count):
                    mutations = count;
                    break;
                case "--seed" when int.TryParse(value, out int number):
                    seed = number;
                    break;
                case "--filter":
                    filter = value;
                    break;
                default:
                    return Usage($"{arguments[i - 1]} isn't known");
            }
        }

        return folders.Count == 0 ? Usage("no folder was given") : Play(folders, sources, filter, mutations, seed);
    }

    private static int Play(List<string> folders, KernelSources sources, string filter, int mutations, int seed)
    {
        if (mutations > 0) return Fuzz(folders, sources, mutations, seed);
        int played = 0;
        int passed = 0;
        foreach (string path in folders)
        {
            VerdictFolder folder;
            try
            {
                folder = VerdictFolder.Open(path, sources);
            }
            catch (Exception problem) when (problem is InvalidDataException or IOException or System.Text.Json.JsonException)
            {
                return Usage(problem.Message);
            }

            VerdictPlayer player = new(folder);
            foreach (Verdict verdict in folder.Verdicts)
            {
                if (!verdict.File.Contains(filter, StringComparison.Ordinal) && !verdict.Kind.Contains(filter, StringComparison.Ordinal)) continue;
                played++;
                if (player.Play(verdict) is { } difference) Console.WriteLine($"{verdict.File} [{string.Join("; ", verdict.Setup)}] {verdict.Command}: {difference}");
                else passed++;
            }
        }

        Console.WriteLine($"verdicts: {passed} of {played}");
        return passed == played && played > 0 ? 0 : 1;
    }

    private static int Fuzz(List<string> folders, KernelSources sources, int mutations, int seed)
    {
        VerdictFolder folder = VerdictFolder.Open(folders[0], sources);
        List<byte[]> seeds = [];
        foreach (Verdict verdict in folder.Verdicts)
        {
            if (folder.Module(verdict.File) is { Whole.Length: > 64 } file) seeds.Add(file.Whole.ToArray());
        }

        Fuzzer fuzzer = new(Core.Kernel.Boot(folder.Definition), new Mutator(seeds, seed));
        string? problem = fuzzer.Run(mutations, static count => Console.WriteLine($"{count} mutations"));
        if (problem is not null) Console.WriteLine(problem);
        Console.WriteLine($"fuzz: {(problem is null ? mutations : 0)} of {mutations}, seed {seed}: {string.Join(", ", fuzzer.Verdicts)}");
        Console.WriteLine($"most allocated for one file: {fuzzer.Largest.Bytes / 1024.0 / 1024.0:F1} MB (mutation {fuzzer.Largest.Mutation}); longest: {fuzzer.Slowest.Time.TotalMilliseconds:F0} ms (mutation {fuzzer.Slowest.Mutation}); most held at once: {fuzzer.MostHeld >> 20} MB, with the kernel and its symbols");
        return problem is null ? 0 : 1;
    }

    private static int Usage(string problem)
    {
        Console.Error.WriteLine($"verdicts: {problem}");
        Console.Error.WriteLine("usage: dotnet run --project tests/Verdicts -- FOLDER [FOLDER...] [--symbols FILE] [--traceable FILE] [--symvers FILE] [--filter TEXT] [--fuzz COUNT [--seed NUMBER]]");
        return 2;
    }
}
