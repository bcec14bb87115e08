using System;
using System.Buffers.Text;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;

namespace KlpShell.Core.Symbols;

/// <summary>Reads the text of <c>/proc/kallsyms</c> or <c>System.map</c> byte by byte, without a string for any line.</summary>
internal sealed class SymbolTableReader(string source, SymbolTableLimits limits)
{
    private readonly SymbolTableBuilder _builder = new();
    private readonly SymbolProblems _problems = new(limits.MaxProblems);
    private byte[] _lastModule = [];
    private int _lastModuleNumber;
    private int _line;
    private int _skipped;

    /// <summary>Reads the whole stream.</summary>
    public SymbolTableReading Read(Stream stream)
    {
        using var lines = new BoundedLines(stream, limits);
        bool used = ReadLines(lines) && CheckWhole(lines);
        return new SymbolTableReading(used ? _builder.Build() : null, _problems.Kept, lines.Number) { ProblemCount = _problems.Count };
    }

    // False when so much is bad that the rest is not worth reading. Compiled at full strength at once, as ReadLine and its kin:
    // a cold load is over before the runtime would look at them again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ReadLines(BoundedLines lines)
    {
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            _line++;
            if (_line == 1 && line.StartsWith("\uFEFF"u8))
                line = line["\uFEFF"u8.Length..];
            if (ReadLine(line))
            {
                if (_builder.Count > limits.MaxSymbols)
                    return Refuse(SymbolTableProblemKind.TooManySymbols, $"there are more than {limits.MaxSymbols:N0} symbols");
            }
            else if (!CheckBad(line))
            {
                return false;
            }
        }
        return true;
    }

    private bool CheckBad(ReadOnlySpan<byte> line)
    {
        if (_builder.Count == 0 && line.Contains((byte)0))
            return Refuse(SymbolTableProblemKind.NotText, "this is binary data, or text in another encoding than ASCII; lines such as 'ffffffff81000000 T _stext' are expected");
        if (++_skipped - limits.MaxBadLines > _builder.Count)
            return Refuse(SymbolTableProblemKind.TooManyBadLines, $"{_skipped:N0} of the first {_line:N0} lines are no symbols; this seems to be another kind of file");
        return true;
    }

    private bool CheckWhole(BoundedLines lines)
    {
        if (lines.Failure is var (kind, reason))
            return Refuse(kind, reason);
        if (_builder.Count == 0 && _problems.Count == 0)
            return Refuse(SymbolTableProblemKind.Empty, "the file is empty; lines such as 'ffffffff81000000 T _stext' are expected");
        if (_builder.Count == 0)
            return Refuse(SymbolTableProblemKind.NothingLeft, $"none of its {_line:N0} lines is a symbol");
        if (!_builder.AnyAddress)
            return Refuse(SymbolTableProblemKind.AllAddressesZero, "every address is zero, as an unprivileged reader of /proc/kallsyms gets them; read it as root or set kernel.kptr_restrict=0");
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ReadLine(ReadOnlySpan<byte> line)
    {
        if (!Utf8Parser.TryParse(line, out ulong address, out int at, 'X') || at >= line.Length || !IsBlank(line[at]))
            return BadAddress(line);
        at = SkipBlanks(line, at);
        if (at + 1 >= line.Length || !IsType(line[at]) || !IsBlank(line[at + 1]))
            return Bad(line, at, SymbolTableProblemKind.BadType, "one type letter, such as T or d");
        byte type = line[at];
        at = SkipBlanks(line, at + 1);
        ReadOnlySpan<byte> name = line[at..];
        int length = name.IndexOfAnyExceptInRange((byte)'!', (byte)'~');
        if (length >= 0 || name.IsEmpty)
            return ReadModule(line, at, Math.Max(length, 0), address, type);
        _builder.Add(name, address, type);
        return true;
    }

    private bool ReadModule(ReadOnlySpan<byte> line, int nameAt, int length, ulong address, byte type)
    {
        int at = nameAt + length;
        if (length == 0 || !IsBlank(line[at]))
            return Bad(line, at, SymbolTableProblemKind.BadName, "a name of printable ASCII characters");
        ReadOnlySpan<byte> rest = line[at..].Trim(" \t"u8);
        int module = SymbolTableBuilder.Vmlinux;
        if (!rest.IsEmpty)
        {
            if (rest.Length < 3 || rest[0] != '[' || rest[^1] != ']' || rest[1..^1].ContainsAnyExceptInRange((byte)'!', (byte)'~'))
                return Bad(line, SkipBlanks(line, at), SymbolTableProblemKind.BadModule, "the end of the line, or a module in brackets");
            module = ModuleNumber(rest[1..^1]);
        }
        _builder.Add(line.Slice(nameAt, length), address, type, module);
        return true;
    }

    // A module's symbols stand together: its name is looked up once.
    private int ModuleNumber(ReadOnlySpan<byte> name)
    {
        if (!name.SequenceEqual(_lastModule))
        {
            _lastModule = name.ToArray();
            _lastModuleNumber = _builder.ModuleNumber(Encoding.ASCII.GetString(name));
        }
        return _lastModuleNumber;
    }

    private bool BadAddress(ReadOnlySpan<byte> line)
    {
        int blank = line.IndexOfAnyExcept((byte)' ', (byte)'\t');
        return blank >= 0 && Bad(line, 0, SymbolTableProblemKind.BadAddress, "an address of 1 to 16 hexadecimal digits and a blank");
    }

    private bool Bad(ReadOnlySpan<byte> line, int at, SymbolTableProblemKind kind, string expected)
    {
        if (_problems.HasRoom)
            _problems.Add(_line, at + 1, kind, $"found {SymbolProblems.Show(line[at..])} where {expected} was expected; the line is left out");
        else
            _problems.CountOnly();
        return false;
    }

    private bool Refuse(SymbolTableProblemKind kind, string reason)
    {
        _problems.Refuse(kind is SymbolTableProblemKind.LineTooLong ? _line + 1 : 0, kind, $"{source}: {reason}");
        return false;
    }

    private static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t';

    private static bool IsType(byte b) => b is (byte)'?' or (byte)'-' or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z');

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SkipBlanks(ReadOnlySpan<byte> line, int at)
    {
        while (at < line.Length && IsBlank(line[at]))
            at++;
        return at;
    }
}
