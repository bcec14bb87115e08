using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace KlpShell.Core.Symbols;

/// <summary>Reads <c>available_filter_functions</c>: a name a line, and behind it the module in brackets.</summary>
internal sealed class TraceableListReader(string source, SymbolTable table, SymbolTableLimits limits)
{
    private readonly SymbolProblems _problems = new(limits.MaxProblems);
    private readonly List<TraceableRecord> _vmlinux = [];
    private readonly Dictionary<string, List<TraceableRecord>> _modules = [];
    private int _line;
    private int _bad;
    private int _named;
    private int _invalid;
    private int _unknown;

    /// <summary>Reads the whole stream and matches it with the table.</summary>
    public TraceableReading Read(Stream stream)
    {
        using var lines = new BoundedLines(stream, limits);
        if (!ReadLines(lines) || !CheckWhole(lines))
            return new TraceableReading(null, _problems.Kept, lines.Number) { ProblemCount = _problems.Count, Invalid = _invalid, Unmatched = _unknown };
        var marks = new TraceableMarks(table);
        var alignment = new TraceableAlignment(table, marks, _problems);
        alignment.Place(_vmlinux, null);
        foreach ((string module, List<TraceableRecord> records) in _modules)
            alignment.Place(records, module);
        int unmatched = _unknown + alignment.Unmatched;
        bool none = marks.Count == 0 && unmatched > 0;
        if (none)
            Refuse(SymbolTableProblemKind.NothingLeft, $"none of its {unmatched:N0} names is a function of the symbol table; is it of the same kernel?");
        return new TraceableReading(none ? null : marks.ToSet(), _problems.Kept, lines.Number)
        {
            ProblemCount = _problems.Count,
            Matched = alignment.Matched,
            Repeated = alignment.Repeated,
            Invalid = _invalid,
            Unmatched = unmatched,
        };
    }

    private bool ReadLines(BoundedLines lines)
    {
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            _line++;
            if (_line == 1 && line.StartsWith("\uFEFF"u8))
                line = line["\uFEFF"u8.Length..];
            bool good = ReadLine(line);
            if (_named > limits.MaxSymbols)
                return Refuse(SymbolTableProblemKind.TooManySymbols, $"there are more than {limits.MaxSymbols:N0} names");
            if (good)
                continue;
            if (_named == 0 && line.Contains((byte)0))
                return Refuse(SymbolTableProblemKind.NotText, "this is binary data, or text in another encoding than ASCII; one function name a line is expected");
            if (++_bad - limits.MaxBadLines > _named)
                return Refuse(SymbolTableProblemKind.TooManyBadLines, $"{_bad:N0} of the first {_line:N0} lines are no function names; this seems to be another kind of file");
        }
        return true;
    }

    private bool CheckWhole(BoundedLines lines)
    {
        if (lines.Failure is var (kind, reason))
            return Refuse(kind, reason);
        if (_named > 0)
            return true;
        return _problems.Count == 0
            ? Refuse(SymbolTableProblemKind.Empty, "the file is empty; one function name a line is expected, as in /sys/kernel/tracing/available_filter_functions")
            : Refuse(SymbolTableProblemKind.NothingLeft, $"none of its {_line:N0} lines is a function name");
    }

    private bool ReadLine(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> text = line.Trim(" \t"u8);
        int length = text.IndexOfAny((byte)' ', (byte)'\t');
        ReadOnlySpan<byte> name = length < 0 ? text : text[..length];
        ReadOnlySpan<byte> module = length < 0 ? [] : text[length..].TrimStart(" \t"u8);
        if (name.IsEmpty)
            return false;
        if (name.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
            return Bad(name, SymbolTableProblemKind.BadName, "a name of printable ASCII characters");
        if (!module.IsEmpty && (module.Length < 3 || module[0] != '[' || module[^1] != ']' || module[1..^1].ContainsAnyExceptInRange((byte)'!', (byte)'~')))
            return Bad(module, SymbolTableProblemKind.BadModule, "the end of the line, or a module in brackets");
        _named++;
        if (name.StartsWith("__ftrace_invalid_address___"u8))
            _invalid++;
        else
            Note(name, module.IsEmpty ? null : Encoding.ASCII.GetString(module[1..^1]));
        return true;
    }

    private void Note(ReadOnlySpan<byte> name, string? module)
    {
        int first = table.FirstOfName(name);
        if (first < 0)
        {
            _unknown++;
            if (_problems.HasRoom)
                _problems.Add(_line, 1, SymbolTableProblemKind.UnknownFunction, $"{SymbolProblems.Show(name)} is not in the symbol table; is it of the same kernel?");
            else
                _problems.CountOnly();
            return;
        }
        List<TraceableRecord>? records = _vmlinux;
        if (module is not null && !_modules.TryGetValue(module, out records))
            _modules.Add(module, records = []);
        records.Add(new TraceableRecord(first, _line));
    }

    private bool Bad(ReadOnlySpan<byte> found, SymbolTableProblemKind kind, string expected)
    {
        if (_problems.HasRoom)
            _problems.Add(_line, 0, kind, $"found {SymbolProblems.Show(found)} where {expected} was expected; the line is left out");
        else
            _problems.CountOnly();
        return false;
    }

    private bool Refuse(SymbolTableProblemKind kind, string reason)
    {
        _problems.Refuse(0, kind, $"{source}: {reason}");
        return false;
    }
}
