using System;
using System.Collections.Concurrent;
using System.IO;
using KlpShell.Core.Symbols;

namespace KlpShell.Conformance.Machines;

/// <summary>The symbol tables of the recorded kernels. Each is read once, and shared.</summary>
internal static class SymbolFiles
{
    private static readonly ConcurrentDictionary<string, Lazy<(SymbolTable Table, TraceableSet Traceable)>> s_tables = new();

    /// <summary>The symbols of a kernel, and which of its functions can be traced.</summary>
    public static (SymbolTable Table, TraceableSet Traceable) Load(string name) =>
        s_tables.GetOrAdd(name, static name => new Lazy<(SymbolTable, TraceableSet)>(() => Read(name))).Value;

    private static (SymbolTable Table, TraceableSet Traceable) Read(string name)
    {
        string start = Path.Combine(AppContext.BaseDirectory, "symbols", name);
        using FileStream symbols = File.OpenRead(start + ".kallsyms.gz");
        SymbolTable table = SymbolTable.Read(symbols, name).Table ?? throw new InvalidDataException($"{name}.kallsyms.gz is no symbol table");
        using FileStream traceable = File.OpenRead(start + ".available_filter_functions.gz");
        TraceableSet set = TraceableSet.Read(traceable, name, table).Set ?? throw new InvalidDataException($"{name}.available_filter_functions.gz is no list of functions");
        return (table, set);
    }
}
