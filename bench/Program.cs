using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using BenchmarkDotNet.Running;
using KlpShell.Core.Symbols;

namespace KlpShell.Bench;

/// <summary>Runs the benchmarks: <c>dotnet run -c Release --project bench -- --filter '*'</c>, <c>-- cold FILE</c> for one cold load, <c>-- startup</c> for whole processes, <c>-- scaling</c> for what grows, <c>-- vetting [FILE]</c> for a large module's file, <c>-- abi TREE TOOL ...</c> and
/// <c>-- undocumented TREE ROOT TOOL ...</c> for the ABI half beside the command line of another tool.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        if (args is ["startup", ..]) return Startup.Run(RealTable.Root(), args.Length > 1 ? args[1] : "Release");
        if (args is ["abi", string tree, _, ..]) return AbiComparison.Validate(RealTable.Root(), tree, args[2..]);
        if (args is ["undocumented", string entries, string files, _, ..]) return AbiComparison.Undocumented(entries, files, args[3..]);
        if (args is ["cold", ..]) return ColdLoad(args.Length > 1 ? args[1] : RealTable.Plain());
        if (args is ["scaling"]) return Scaling.Run();
        if (args is ["vetting", ..]) return Vetting.Run(args.Length > 1 ? args[1] : null);
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
    }

    // A first load can be measured only once in a process.
    private static int ColdLoad(string path)
    {
        long start = Stopwatch.GetTimestamp();
        using FileStream stream = File.OpenRead(path);
        SymbolTable? table = SymbolTable.Read(stream, path).Table;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table?.Count ?? 0} symbols in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F1} ms"));
        return table is null ? 1 : 0;
    }
}
