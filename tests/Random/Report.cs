using System.IO;
using System.Linq;
using KlpShell.Core;
using KlpShell.Histories.Operations;
using KlpShell.Histories.Playing;
using KlpShell.Histories.Scripts;
using KlpShell.Histories.Shrinking;
using KlpShell.Histories.World;

namespace KlpShell.Histories;

/// <summary>Tells of a history that broke an invariant.</summary>
internal static class Report
{
    public static void Write(Release release, int seed, HistoryResult result, Settings settings, TextWriter output)
    {
        output.WriteLine($"seed {seed}, step {result.Failure!.Number}: {result.Failure.Invariant}");
        output.WriteLine($"  {result.Failure.Problem}");
        if (settings.Shrinks) result = new Shrinker(release).Shrink(result);
        output.WriteLine($"after {result.Operations.Count} steps: {result.Failure!.Problem}");
        string folder = settings.Folder ?? Path.Combine(Path.GetTempPath(), $"klp-history-{release.Name}-{seed}");
        output.WriteLine(ScriptWriter.Write(release, result.Operations, folder, result.Failure.Invariant, result.Failure.Problem, $"release {release.Name}, seed {seed}"));
        Core.Kernel kernel = SmallKernel.Boot(release);
        foreach (Operation operation in result.Operations)
        {
            kernel = operation is Resume ? kernel.Clone() : kernel;
            output.WriteLine($"{operation.Script}: {operation.Do(kernel)}");
        }

        foreach (Core.Machine.LogRecord record in kernel.Log.Records.TakeLast(30)) output.WriteLine($"  [{record.Time.TotalSeconds:F1}] {record.Text}");
    }
}
