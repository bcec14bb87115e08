using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace KlpShell.Bench;

/// <summary>Times whole processes, turn by turn: a hello-world of the same runtime, klpsh to its first result, and klpsh with a manifest.</summary>
internal static class Startup
{
    private const int Runs = 15;

    public static int Run(string root, string configuration)
    {
        string hello = Path.Combine(root, "bench", "Hello", "bin", configuration, "net10.0", "Hello.dll");
        string klpsh = Path.Combine(root, "src", "Repl", "bin", configuration, "net10.0", "klpsh.dll");
        string manifest = Path.Combine(root, "manifests", "livepatches", "livepatch-sample.yaml");
        (string Name, string[] Arguments)[] subjects =
        [
            ("hello-world", [hello]),
            ("klpsh -Command 1+1", [klpsh, "-Command", "1+1"]),
            ("klpsh, a kernel", [klpsh, "-Command", "New-KlpKernel -Release b700e7f03d | Out-Null; 1"]),
            ("klpsh, a manifest", [klpsh, "-Command", $"Import-KlpManifest '{manifest}' | Out-Null; 1"]),
        ];
        List<double>[] times = new List<double>[subjects.Length];
        for (int i = 0; i < subjects.Length; i++) times[i] = [];
        for (int run = 0; run <= Runs; run++)
        {
            for (int i = 0; i < subjects.Length; i++)
            {
                double time = Time("dotnet", subjects[i].Arguments);
                if (run > 0) times[i].Add(time);
            }
        }

        foreach (List<double> list in times) list.Sort();
        for (int i = 0; i < subjects.Length; i++)
        {
            double median = times[i][Runs / 2];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{subjects[i].Name,-22} min {times[i][0],6:F0} ms   median {median,6:F0} ms   {median / times[0][Runs / 2]:F2} x hello-world"));
        }

        return 0;
    }

    /// <summary>How many milliseconds a process takes, from its start to its end.</summary>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static double Time(string file, string[] arguments)
    {
        ProcessStartInfo start = new(file) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        System.Threading.Tasks.Task<string> said = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double time = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        return process.ExitCode == 0 ? time : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}: {said.GetAwaiter().GetResult()}");
    }
}
