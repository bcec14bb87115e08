using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using KlpShell.Core;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.Symbols;
using KlpShell.Core.Vetting;

namespace KlpShell.Bench;

/// <summary>Vets a module's file of 10 MB with 10,000 functions against the real table of 6.12: the first time in this process, and then again.</summary>
internal static class Vetting
{
    private const int Functions = 10_000;
    private const int Runs = 6;

    /// <summary>Measures, and prints each run.</summary>
    /// <param name="path">Where to leave the file too; null for nowhere.</param>
    public static int Run(string? path)
    {
        long start = Stopwatch.GetTimestamp();
        Kernel kernel = Kernel.Boot(RealTable.Kernel with { Release = Release.Linux612, Vermagic = "6.12.117+deb12-amd64 SMP preempt mod_unload modversions", Exports = Exports() });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kernel.Symbols.Table.Count:N0} symbols, read and booted in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms"));
        byte[] bytes = LargeModule.Of(kernel, Functions, ModuleFileRules.Linux612);
        if (path is not null) File.WriteAllBytes(path, bytes);
        GC.Collect();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int run = 0; run < Runs; run++)
        {
            long allocated = GC.GetTotalAllocatedBytes(precise: true);
            TimeSpan own = Environment.CpuUsage.TotalTime;
            start = Stopwatch.GetTimestamp();
            ModuleVerdict verdict = ModuleVetter.Vet(kernel, ModuleFile.Read(bytes, "large.ko"));
            double wall = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            double cpu = (Environment.CpuUsage.TotalTime - own).TotalMilliseconds;
            allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            long held = GC.GetTotalMemory(forceFullCollection: true) - before;
            int passed = verdict.Checks.Count(static check => check.Outcome == CheckOutcome.Passed);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(run == 0 ? "cold" : "warm")}: {bytes.Length / 1e6:F1} MB, {verdict.Kind} {verdict.Status}, {verdict.Functions.Count:N0} functions, {passed:N0} of {verdict.Checks.Count:N0} checks passed: {wall:F0} ms, own time {cpu:F0} ms, {allocated / 1e6:F0} MB allocated, {held / 1e6:F0} MB held by the verdict"));
            if (verdict.Kind == VerdictKind.Loads && verdict.Functions.Count == Functions) continue;
            foreach (Core.Machine.LogRecord record in verdict.Log.Take(10)) Console.WriteLine(record.Text);
            return 1;
        }

        return 0;
    }

    private static SymbolExportTable? Exports()
    {
        using StreamReader text = new(new GZipStream(File.OpenRead(Path.Combine(RealTable.Root(), "tests", "Verdicts", "data", "6.12", "Module.symvers.gz")), CompressionMode.Decompress));
        return SymbolExportTable.Read(text, out _);
    }
}
