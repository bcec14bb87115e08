using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using KlpShell.Core;
using KlpShell.Histories.Playing;

namespace KlpShell.Histories;

/// <summary>Plays as many histories of a release as it takes for a number of steps, several at once.</summary>
internal static class Campaign
{
    /// <summary>Plays, and says how it went.</summary>
    /// <returns>True when everything held.</returns>
    public static bool Run(Release release, Settings settings, TextWriter output)
    {
        long start = Stopwatch.GetTimestamp();
        long steps = 0;
        long executions = 0;
        int next = settings.Seed - 1;
        (int Seed, HistoryResult Result)? first = null;
        Lock guard = new();
        void Worker(int worker)
        {
            while (Interlocked.Read(ref steps) < settings.Steps && first is null)
            {
                int seed = Interlocked.Increment(ref next);
                HistoryResult result = Playing.Histories.Random(release, seed);
                Interlocked.Add(ref steps, result.Operations.Count);
                Interlocked.Add(ref executions, result.Executions);
                if (result.Failure is null) continue;
                lock (guard)
                {
                    if (first is null || seed < first.Value.Seed) first = (seed, result);
                }
            }
        }

        Parallel.For(0, settings.Threads, new ParallelOptions { MaxDegreeOfParallelism = settings.Threads }, Worker);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        int histories = next - settings.Seed + 1;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{release.Name}: {steps:N0} steps in {histories:N0} histories, {executions:N0} executions, {seconds:F1} s, {seconds / steps * 1e6 * settings.Threads:F0} µs a step and thread: {(first is null ? "every invariant held" : "BROKEN")}"));
        if (first is { } broken) Report.Write(release, broken.Seed, broken.Result, settings, output);
        return first is null;
    }
}
