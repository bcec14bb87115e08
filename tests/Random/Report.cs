using System.IO;
using KlpShell.Core;
using KlpShell.Histories.Operations;
using KlpShell.Histories.Playing;

namespace KlpShell.Histories;

/// <summary>Tells of a history that broke an invariant.</summary>
internal static class Report
{
    public static void Write(Release release, int seed, HistoryResult result, Settings settings, TextWriter output)
    {
        output.WriteLine($"seed {seed}, step {result.Failure!.Number}: {result.Failure.Invariant}");
        output.WriteLine($"  {result.Failure.Problem}");
        foreach (Operation operation in result.Operations) output.WriteLine("  " + operation.Title);
    }
}
