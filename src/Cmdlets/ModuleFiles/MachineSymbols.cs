using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using KlpShell.Core;
using KlpShell.Core.Symbols;
using KlpShell.Internal;

namespace KlpShell.Files;

/// <summary>Puts a machine's own symbols into the definition of a kernel of its release.</summary>
internal static class MachineSymbols
{
    /// <summary>The definition with them.</summary>
    /// <param name="definition">The kernel.</param>
    /// <param name="symbols">The path of the symbol table.</param>
    /// <param name="traceable">The path of the list of functions that ftrace can trace; null for a guess.</param>
    public static KernelDefinition Into(KernelDefinition definition, string symbols, string? traceable)
    {
        SymbolTable table = Read(symbols, static (stream, path) => SymbolTable.Read(stream, path) is var reading ? (reading.Table, reading.Problems.Select(static problem => problem.ToString())) : default);
        TraceableSet? set = traceable is null ? null : Read(traceable, (stream, path) => TraceableSet.Read(stream, path, table) is var reading ? (reading.Set, reading.Problems.Select(static problem => problem.ToString())) : default);
        return definition with { Symbols = table, Traceable = set };
    }

    private static T Read<T>(string path, Func<Stream, string, (T? Value, IEnumerable<string> Problems)> read)
        where T : class
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            (T? value, IEnumerable<string> problems) = read(stream, path);
            return value ?? throw Failure.Of("SymbolTableUnusable", path, $"'{path}' can't be used: {string.Join("; ", problems)}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Failure.Of("SymbolTableUnusable", path, $"'{path}' can't be read: {HostFault.Reason(path, error)}");
        }
    }
}
