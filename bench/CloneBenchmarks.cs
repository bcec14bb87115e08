using BenchmarkDotNet.Attributes;
using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Bench;

/// <summary>A clone of a kernel with the real table, a dozen patches and 300 tasks. Bar: under 100 µs.</summary>
[MemoryDiagnoser]
public class CloneBenchmarks
{
    private Kernel _kernel = null!;

    [GlobalSetup]
    public void Setup()
    {
        _kernel = Kernel.Boot(RealTable.Kernel);
        for (int i = 0; i < 12; i++)
        {
            _kernel.LoadModule(PatchModules.Of(_kernel, $"patch{i}", 3, i * 3));
            _kernel.WriteFile($"/sys/kernel/livepatch/patch{i}/enabled", "1");
        }

        for (int i = 0; i < 300; i++) _kernel.AddTask($"task{i}", TaskKind.User);
    }

    [Benchmark]
    public Kernel Clone() => _kernel.Clone();
}
