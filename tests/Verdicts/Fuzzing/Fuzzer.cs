using System;
using System.Collections.Generic;
using System.Diagnostics;
using KlpShell.Core;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.Vetting;

namespace KlpShell.Verdicts.Fuzzing;

/// <summary>Vets broken files: none may crash, hang, or take more than 64 MB, and what is refused says where in the file.</summary>
public sealed class Fuzzer(Kernel kernel, Mutator mutator)
{
    private const long MostBytes = 64L << 20;

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);

    /// <summary>How many loaded, were refused, and were beyond telling.</summary>
    public SortedDictionary<VerdictKind, int> Verdicts { get; } = [];

    /// <summary>The most bytes that one file made the vetting allocate, and which one it was.</summary>
    public (long Bytes, int Mutation) Largest { get; private set; }

    /// <summary>The longest time that one file took, and which one it was.</summary>
    public (TimeSpan Time, int Mutation) Slowest { get; private set; }

    /// <summary>The most bytes that were held at once, kernel and seeds with them, as far as was looked.</summary>
    public long MostHeld { get; private set; }

    /// <summary>Vets so many files.</summary>
    /// <returns>What went wrong with the first that did; null where none did.</returns>
    public string? Run(int count, Action<int>? progress = null)
    {
        for (int i = 0; i < count; i++)
        {
            byte[] file = mutator.Next();
            if (Vet(file, i) is { } problem) return $"mutation {i}: {problem}";
            if (i % 64 == 0) MostHeld = Math.Max(MostHeld, GC.GetTotalMemory(forceFullCollection: false));
            if (i % 10_000 == 9_999) progress?.Invoke(i + 1);
        }

        return null;
    }

    private string? Vet(byte[] bytes, int mutation)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long started = Stopwatch.GetTimestamp();
        try
        {
            ModuleVerdict verdict = ModuleVetter.Vet(kernel, ModuleFile.Read(bytes, "fuzzed.ko"));
            Verdicts[verdict.Kind] = Verdicts.GetValueOrDefault(verdict.Kind) + 1;
            if (verdict.FileRefusal is { } refusal && (refusal.Offset < 0 || refusal.Offset > bytes.Length)) return $"the refusal {refusal.Refusal} points at {refusal.Offset} of {bytes.Length} bytes";
        }
        catch (Exception error)
        {
            return error.ToString();
        }

        TimeSpan took = Stopwatch.GetElapsedTime(started);
        if (took > Slowest.Time) Slowest = (took, mutation);
        if (took > s_longest) return $"it took {took.TotalSeconds:F1} seconds";
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > Largest.Bytes) Largest = (allocated, mutation);
        return allocated > MostBytes ? $"it allocated {allocated >> 20} MB" : null;
    }
}
