using System;
using System.Collections.Generic;
using System.Text;

namespace KlpShell.Core.Symbols;

/// <summary>Problems as they are found: a capped number of them kept, all of them counted.</summary>
internal sealed class SymbolProblems(int kept)
{
    private const int ShownBytes = 40;

    private readonly List<SymbolTableProblem> _kept = [];

    /// <summary>All problems so far.</summary>
    public int Count { get; private set; }

    /// <summary>Those that were kept.</summary>
    public IReadOnlyList<SymbolTableProblem> Kept => _kept;

    /// <summary>Whether the next problem would be kept; if not, its message need not be made.</summary>
    public bool HasRoom => _kept.Count < kept;

    /// <summary>Adds a problem of one line.</summary>
    public void Add(int line, int column, SymbolTableProblemKind kind, string message)
    {
        Count++;
        if (HasRoom)
            _kept.Add(new SymbolTableProblem(line, column, kind, message));
    }

    /// <summary>Counts a problem that there is no room for.</summary>
    public void CountOnly() => Count++;

    /// <summary>Adds the reason why a file is refused, which is kept whatever the cap.</summary>
    public void Refuse(int line, SymbolTableProblemKind kind, string message)
    {
        Count++;
        _kept.Add(new SymbolTableProblem(line, 0, kind, message));
    }

    /// <summary>Bytes as they can be shown in a message: quoted, short, without control characters.</summary>
    public static string Show(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return "the end of the line";
        var text = new StringBuilder("'");
        foreach (byte b in bytes[..Math.Min(bytes.Length, ShownBytes)])
        {
            if (b is >= 0x20 and < 0x7f)
                text.Append((char)b);
            else
                text.Append("\\x").Append(b.ToString("x2"));
        }
        return text.Append(bytes.Length > ShownBytes ? "…'" : "'").ToString();
    }
}
