using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Paths;
using KlpShell.Core.Abi.Reading;
using KlpShell.Core.Abi.Rules;

namespace KlpShell.Bench;

/// <summary>
/// Documentation/ABI beside another tool, turn by turn in one run. Bars: reading and checking in process at most a fifth of the tool's run, as a
/// klpsh process no longer than it; the undocumented search at most a twentieth.
/// </summary>
internal static class AbiComparison
{
    private const int Runs = 15;

    /// <summary>Reading a tree and checking its form.</summary>
    /// <param name="root">The folder that the solution is in.</param>
    /// <param name="tree">Documentation/ABI of a kernel tree.</param>
    /// <param name="tool">The command line of the other tool.</param>
    public static int Validate(string root, string tree, string[] tool)
    {
        string klpsh = Path.Combine(root, "src", "Repl", "bin", "Release", "net10.0", "klpsh.dll");
        return Compare(
            (string.Join(' ', tool), () => Startup.Time(tool[0], tool[1..])),
            ("klpsh, the whole process", () => Startup.Time("dotnet", [klpsh, "-Command", $"Import-KlpAbi '{tree}' | Get-KlpAbiFinding | Out-Null"])),
            ("in process", () => Time(() => AbiChecker.Check(AbiTreeReader.Read(new AbiFolder(tree))).Count())));
    }

    /// <summary>The files of a folder that no entry covers.</summary>
    /// <param name="tree">Documentation/ABI of a kernel tree.</param>
    /// <param name="root">The folder, such as /sys.</param>
    /// <param name="tool">The command line of the other tool.</param>
    public static int Undocumented(string tree, string root, string[] tool)
    {
        AbiSet set = AbiTreeReader.Read(new AbiFolder(tree));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{AbiUndocumented.Find(set, AbiTreeFolder.List(root)).Length} files without an entry"));
        return Compare(
            (string.Join(' ', tool), () => Startup.Time(tool[0], tool[1..])),
            ("in process, entries at hand", () => Time(() => AbiUndocumented.Find(set, AbiTreeFolder.List(root)).Length)),
            ("in process, entries read", () => Time(() => AbiUndocumented.Find(AbiTreeReader.Read(new AbiFolder(tree)), AbiTreeFolder.List(root)).Length)));
    }

    private static double Time(Func<int> work)
    {
        long begin = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    private static void WarmUp((string Name, Func<double> Time) subject)
    {
        for (int run = 0; run < Runs; run++) subject.Time();
    }

    private static int Compare(params (string Name, Func<double> Time)[] subjects)
    {
        List<double>[] times = new List<double>[subjects.Length];
        for (int i = 0; i < subjects.Length; i++) times[i] = [];
        for (int i = 1; i < subjects.Length; i++) WarmUp(subjects[i]);
        for (int run = 0; run < Runs; run++)
        {
            for (int i = 0; i < subjects.Length; i++) times[i].Add(subjects[i].Time());
        }

        foreach (List<double> list in times) list.Sort();
        for (int i = 0; i < subjects.Length; i++)
        {
            double median = times[i][Runs / 2];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{subjects[i].Name,-28} min {times[i][0],7:F1} ms   median {median,7:F1} ms   {median / times[0][Runs / 2]:F3} of the other tool"));
        }

        return 0;
    }
}
