using BenchmarkDotNet.Attributes;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Bench;

/// <summary>A call through a patched function, over the same call unpatched. Bar: at most 60 ns more, nothing allocated.</summary>
[MemoryDiagnoser]
public class CallBenchmarks
{
    private Kernel _plain = null!;
    private Kernel _patched = null!;
    private Kernel _twice = null!;
    private KernelTask _plainTask = null!;
    private KernelTask _patchedTask = null!;
    private KernelTask _twiceTask = null!;
    private ulong _function;

    [GlobalSetup]
    public void Setup()
    {
        KernelDefinition definition = RealTable.Kernel;
        string name = "version_proc_show";
        _plain = Kernel.Boot(definition with { Functions = [new FunctionDefinition(name, Body.Returning(1))] });
        _function = _plain.Symbols.AddressOf(name);
        _patched = _plain.Clone();
        _patched.LoadModule(Patch("a", name));
        _twice = _patched.Clone();
        _twice.LoadModule(Patch("b", name));
        (_plainTask, _patchedTask, _twiceTask) = (_plain.Shell, _patched.Shell, _twice.Shell);
    }

    [Benchmark(Baseline = true)]
    public Value Unpatched() => _plain.Execute(_plainTask, _function);

    [Benchmark]
    public Value Patched() => _patched.Execute(_patchedTask, _function);

    [Benchmark]
    public Value PatchedTwice() => _twice.Execute(_twiceTask, _function);

    private static ModuleDefinition Patch(string module, string function) => new(module)
    {
        Functions = [new FunctionDefinition("replacement", Body.Returning(42))],
        Patches = [new KlpShell.Core.Livepatch.PatchDefinition { Objects = [new(null, [new(function, "replacement")])] }],
        Init = KlpShell.Core.Livepatch.PatchInit.RegisterAndEnable,
    };
}
