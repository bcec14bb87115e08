using System;
using BenchmarkDotNet.Attributes;
using KlpShell.Core;

namespace KlpShell.Bench;

/// <summary>Enabling a patch of many functions. Bar: 10,000 under 50 ms, and at most 1.5 times the cost per function of 100.</summary>
public class EnableBenchmarks
{
    private Kernel _registered = null!;
    private Kernel _kernel = null!;

    /// <summary>How many functions the patch has.</summary>
    [Params(100, 10_000)]
    public int Functions { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _registered = Kernel.Boot(RealTable.Kernel);
        EntranceResult loaded = _registered.LoadModule(PatchModules.Of(_registered, "patch", Functions));
        if (!loaded.Succeeded) throw new InvalidOperationException(loaded.Status.ToString());
    }

    [IterationSetup]
    public void Fresh() => _kernel = _registered.Clone();

    [Benchmark]
    public EntranceResult Enable() => _kernel.WriteFile("/sys/kernel/livepatch/patch/enabled", "1");
}
