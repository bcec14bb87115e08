using System.Collections.Generic;
using System.Globalization;
using System.IO;
using KlpShell.Core;

namespace KlpShell.Histories;

/// <summary>What the program was asked for.</summary>
/// <param name="Releases">The releases, each of which is played.</param>
/// <param name="Steps">How many steps for each.</param>
/// <param name="Seed">The seed of the first history; each has the next.</param>
/// <param name="Threads">How many histories are played at once.</param>
/// <param name="Folder">Where the script of a failing history is written; null for a folder of its own.</param>
/// <param name="Shrinks">False to show a failing history as it was found.</param>
internal sealed record Settings(IReadOnlyList<Release> Releases, long Steps, int Seed, int Threads, string? Folder, bool Shrinks)
{
    private const string Usage = "usage: dotnet run -c Release --project tests/Random -- [--release R|all] [--steps N] [--seed S] [--threads N] [--script FOLDER] [--as-found]";

    /// <summary>Reads the command line; null, with a line on what is wrong, where it can't be followed.</summary>
    public static Settings? Read(string[] arguments, TextWriter errors)
    {
        Settings settings = new(Release.All, 100_000, 1, 2, null, true);
        for (int i = 0; i < arguments.Length; i++)
        {
            string name = arguments[i];
            if (name == "--as-found")
            {
                settings = settings with { Shrinks = false };
                continue;
            }

            string? value = i + 1 < arguments.Length ? arguments[++i] : null;
            settings = (name, value) switch
            {
                ("--release", "all") => settings,
                ("--release", not null) when Release.TryParse(value, out Release? release, out _) => settings with { Releases = [release!] },
                ("--steps", not null) when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long steps) => settings with { Steps = steps },
                ("--seed", not null) when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int seed) => settings with { Seed = seed },
                ("--threads", not null) when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) && threads > 0 => settings with { Threads = threads },
                ("--script", not null) => settings with { Folder = value },
                _ => null!,
            };
            if (settings is not null) continue;
            errors.WriteLine($"'{name} {value}' isn't known here.\n{Usage}");
            return null;
        }

        return settings;
    }
}
