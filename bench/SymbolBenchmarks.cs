using System;
using System.IO;
using BenchmarkDotNet.Attributes;
using KlpShell.Core.Symbols;

namespace KlpShell.Bench;

/// <summary>The symbol table of 163,205 lines: loading it warm, and looking names up. Bars: 30 ms, 100 ns hot, 400 ns random.</summary>
[MemoryDiagnoser]
public class SymbolBenchmarks
{
    private const int Names = 1 << 14;

    private byte[] _text = null!;
    private string[] _names = null!;
    private int _next;

    [GlobalSetup]
    public void Setup()
    {
        _text = File.ReadAllBytes(RealTable.Plain());
        Random random = new(1);
        _names = new string[Names];
        for (int i = 0; i < Names; i++) _names[i] = RealTable.Table[random.Next(RealTable.Table.Count)].Name;
    }

    [Benchmark]
    public SymbolTableReading LoadWarm() => SymbolTable.Read(new MemoryStream(_text), "kallsyms");

    [Benchmark]
    public int FindHot() => RealTable.Table.Find("cmdline_proc_show").Count;

    [Benchmark]
    public int FindRandom() => RealTable.Table.Find(_names[_next++ & (Names - 1)]).Count;
}
