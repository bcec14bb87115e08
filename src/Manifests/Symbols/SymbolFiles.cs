using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using KlpShell.Core.Symbols;

namespace KlpShell.Manifests.Symbols;

/// <summary>
/// Symbol tables and lists of traceable functions by file, each read once in the process and shared by all kernels that name it:
/// they never change. What no kernel uses any more is given up.
/// </summary>
internal static class SymbolFiles
{
    private const int MostRemembered = 64;

    private static readonly Dictionary<FileStamp, WeakReference<SymbolTable>> s_tables = [];
    private static readonly ConditionalWeakTable<SymbolTable, Dictionary<FileStamp, TraceableReading>> s_traceable = [];

    /// <summary>Reads a symbol table. Tables with bad lines are not remembered.</summary>
    public static SymbolTableReading Table(FileInfo file)
    {
        FileStamp stamp = Stamp(file);
        lock (s_tables)
        {
            if (s_tables.TryGetValue(stamp, out WeakReference<SymbolTable>? known) && known.TryGetTarget(out SymbolTable? table)) return new SymbolTableReading(table, [], 0);
        }

        using FileStream stream = Open(file);
        SymbolTableReading reading = SymbolTable.Read(stream, file.Name);
        if (reading.Table is not { } read || reading.ProblemCount > 0) return reading;
        lock (s_tables)
        {
            if (s_tables.TryGetValue(stamp, out WeakReference<SymbolTable>? other) && other.TryGetTarget(out SymbolTable? first)) return reading with { Table = first };
            if (s_tables.Count >= MostRemembered) s_tables.Clear();
            s_tables[stamp] = new WeakReference<SymbolTable>(read);
        }

        return reading;
    }

    /// <summary>Reads a list of traceable functions.</summary>
    /// <param name="file">The list.</param>
    /// <param name="table">The symbols of the same kernel.</param>
    public static TraceableReading Traceable(FileInfo file, SymbolTable table)
    {
        FileStamp stamp = Stamp(file);
        Dictionary<FileStamp, TraceableReading> known = s_traceable.GetOrCreateValue(table);
        lock (known)
        {
            if (known.TryGetValue(stamp, out TraceableReading? reading)) return reading;
            using FileStream stream = Open(file);
            reading = TraceableSet.Read(stream, file.Name, table);
            if (known.Count >= MostRemembered) known.Clear();
            return known[stamp] = reading;
        }
    }

    private static FileStamp Stamp(FileInfo file) => new(file.FullName, file.Length, file.LastWriteTimeUtc.Ticks);

    private static FileStream Open(FileInfo file) => new(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
}
