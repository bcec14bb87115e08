using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using KlpShell.Core.Manifests;
using KlpShell.Core.Symbols;
using KlpShell.Manifests.Keys;
using KlpShell.Manifests.Reading;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Symbols;

/// <summary>Reads a kernel's symbols and traceable functions: from the files that the manifest names, or from the manifest itself.</summary>
/// <param name="kernel">The kernel's mapping.</param>
internal sealed class KernelSymbolReader(MapReader kernel)
{
    private readonly ReadContext _context = kernel.Context;

    /// <summary>The file of the symbols, where they came from one.</summary>
    public string? TableFile { get; private set; }

    /// <summary>The file of the traceable functions, where they came from one.</summary>
    public string? TraceableFile { get; private set; }

    /// <summary>Reads the symbols; null where that failed.</summary>
    public SymbolTable? ReadTable()
    {
        bool named = kernel.TryGet("symbol_table", out Node? file, out NodePath filePath);
        bool inline = kernel.TryGet("symbols", out Node? list, out NodePath listPath);
        if (named && inline) _context.Report(list!, listPath, ManifestProblemId.Conflict, "symbol_table or symbols", "a kernel has its symbols in a file (symbol_table) or in the manifest (symbols), not both");
        if (inline) return Inline(list!, listPath);
        if (named) return FromFile(file!, filePath);
        _context.Problems.Add(kernel.Node.At, ManifestProblemId.MissingKey, "", "the key 'symbol_table'", "the key 'symbol_table' is missing: a file such as a copy of /proc/kallsyms, or 'symbols' for a few symbols in the manifest itself", kernel.Path.ToString());
        return null;
    }

    /// <summary>Reads the list of traceable functions; null where there is none, or where that failed.</summary>
    public TraceableSet? ReadTraceable(SymbolTable table)
    {
        if (!kernel.TryGet("traceable", out Node? node, out NodePath path)) return null;
        if (node is ListNode) return Listed(node, path, table);
        if (Find(node, path, "the file of available_filter_functions, or a list of functions") is not { } file) return null;
        TraceableReading? reading = Guarded(node, path, () => SymbolFiles.Traceable(file, table));
        if (reading is null) return null;
        TraceableFile = file.FullName;
        Report(file.FullName, path, reading.Problems, reading.ProblemCount);
        return reading.Set;
    }

    private SymbolTable? FromFile(Node node, NodePath path)
    {
        if (Find(node, path, "the file of a symbol table, such as a copy of /proc/kallsyms") is not { } file) return null;
        SymbolTableReading? reading = Guarded(node, path, () => SymbolFiles.Table(file));
        if (reading is null) return null;
        TableFile = file.FullName;
        Report(file.FullName, path, reading.Problems, reading.ProblemCount);
        return reading.Table;
    }

    private FileInfo? Find(Node node, NodePath path, string expected)
    {
        string name = _context.LineText(node, path, expected: expected);
        if (name.Length == 0) return null;
        string full = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(_context.Source.Name)) ?? "", name));
        if (Directory.Exists(full))
        {
            _context.Report(node, path, ManifestProblemId.FileUnreadable, expected, $"{Shown.Of(full)} is a folder where {expected} was expected");
            return null;
        }

        if (System.IO.File.Exists(full)) return new FileInfo(full);
        _context.Report(node, path, ManifestProblemId.FileNotFound, expected, $"there is no file {Shown.Of(name)} here; paths are relative to the manifest's own folder");
        return null;
    }

    private T? Guarded<T>(Node node, NodePath path, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception bad) when (bad is IOException or UnauthorizedAccessException)
        {
            _context.Report(node, path, ManifestProblemId.FileUnreadable, "a file that can be read", $"the file cannot be read: {Shown.Sentence(bad.Message)}");
            return null;
        }
    }

    private void Report(string file, NodePath path, IReadOnlyList<SymbolTableProblem> problems, int count)
    {
        foreach (SymbolTableProblem problem in problems)
            _context.Problems.Add(new ManifestProblem(file, problem.Line, problem.Column, path.ToString(), ManifestProblemId.BadSymbols, "", "", problem.Message, ""));
        if (count > problems.Count) _context.Problems.Add(new ManifestProblem(file, 0, 0, path.ToString(), ManifestProblemId.BadSymbols, "", "", $"{count - problems.Count:N0} more problems in this file", ""));
    }

    private SymbolTable Inline(Node list, NodePath path)
    {
        List<SymbolEntry> entries = [];
        foreach ((Node node, NodePath place) in _context.Items(list, path, "a list of symbols"))
        {
            if (MapReader.Open(_context, node, place, Tables.Symbol) is not { } symbol) continue;
            string name = symbol.TryGet("name", out Node? value, out NodePath valuePath) ? _context.Name(value, valuePath, "a symbol's name") : "";
            ulong address = symbol.TryGet("address", out value, out valuePath) ? _context.Unsigned(value, valuePath, 0, ulong.MaxValue, "an address") : 0;
            char type = symbol.TryGet("type", out value, out valuePath) ? Type(value, valuePath) : 'T';
            string? module = symbol.TryGet("module", out value, out valuePath) ? _context.Name(value, valuePath, "a module's name") : null;
            ulong size = symbol.TryGet("size", out value, out valuePath) ? _context.Unsigned(value, valuePath, 1, uint.MaxValue, "a number of bytes") : 0;
            if (name.Length > 0 && module is not "") entries.Add(new SymbolEntry(name, address, type, module, size));
        }

        return SymbolTable.FromEntries(entries);
    }

    private char Type(Node node, NodePath path)
    {
        if (node is ScalarNode { Text: [(>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '?' or '-'] } letter) return letter.Text[0];
        _context.Expected(node, path, ManifestProblemId.UnknownValue, "one type letter, such as T or d");
        return 'T';
    }

    private TraceableSet? Listed(Node list, NodePath path, SymbolTable table)
    {
        StringBuilder names = new();
        int count = 0;
        foreach ((Node node, NodePath place) in _context.Items(list, path, "a list of functions"))
        {
            string name = _context.Name(node, place, "a function's name");
            count++;
            if (name.Length == 0) continue;
            if (table.CountOf(name, null) == 0) _context.Expected(node, place, ManifestProblemId.UnknownName, "a function of this kernel's symbols");
            else names.Append(name).Append('\n');
        }

        if (count == 0) _context.Expected(list, path, ManifestProblemId.WrongType, "at least one function; leave the key out for a guess from the symbols");
        if (names.Length == 0) return null;
        using MemoryStream stream = new(Encoding.ASCII.GetBytes(names.ToString()));
        TraceableReading reading = TraceableSet.Read(stream, "traceable", table);
        foreach (SymbolTableProblem problem in reading.Problems) _context.Report(list, path, ManifestProblemId.BadSymbols, "functions in address order", problem.Message);
        return reading.Set;
    }
}
