using System;
using System.IO;
using System.Linq;
using BenchmarkDotNet.Attributes;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Paths;
using KlpShell.Core.Abi.Reading;
using KlpShell.Core.Abi.Rules;

namespace KlpShell.Bench;

/// <summary>A whole Documentation/ABI, where KLP_ABI_CORPUS names a folder with one for each kernel, such as 6.12: reading, checking, covering paths.</summary>
[MemoryDiagnoser]
public class AbiBenchmarks
{
    private string _folder = "";
    private AbiSet _set = AbiSet.Empty;
    private AbiTreeFiles _files = new([]);

    [GlobalSetup]
    public void Setup()
    {
        string root = Environment.GetEnvironmentVariable("KLP_ABI_CORPUS") ?? throw new InvalidOperationException("KLP_ABI_CORPUS names no folder.");
        _folder = Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal).Last();
        _set = Read();
        if (Directory.Exists("/sys")) _files = AbiTreeFolder.List("/sys");
    }

    [Benchmark]
    public AbiSet Read() => AbiTreeReader.Read(new AbiFolder(_folder));

    [Benchmark]
    public int ReadAndCheck() => AbiChecker.Check(Read()).Count();

    [Benchmark]
    public int ReadAndCheckStrictly() => AbiChecker.Check(Read(), new AbiCheckOptions { Strict = true, AsOf = new DateOnly(2025, 1, 1) }).Count();

    [Benchmark]
    public AbiPathIndex Index() => new(_set.Entries);

    [Benchmark]
    public AbiTreeFiles ListSys() => Directory.Exists("/sys") ? AbiTreeFolder.List("/sys") : _files;

    [Benchmark]
    public int Undocumented() => AbiUndocumented.Find(_set, _files).Length;
}
