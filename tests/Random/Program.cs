using System;
using KlpShell.Core;

namespace KlpShell.Histories;

/// <summary>Plays random histories: <c>[--release R|all] [--steps N] [--seed S] [--threads N] [--script FOLDER]</c>.</summary>
public static class Program
{
    /// <summary>Runs it.</summary>
    /// <returns>0 when everything held, 1 when something broke, 2 for a call that can't be followed.</returns>
    public static int Main(string[] arguments)
    {
        Settings? settings = Settings.Read(arguments, Console.Error);
        if (settings is null) return 2;
        bool held = true;
        foreach (Release release in settings.Releases) held &= Campaign.Run(release, settings, Console.Out);
        return held ? 0 : 1;
    }
}
