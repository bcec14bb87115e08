using System;
using KlpShell.Session;

namespace KlpShell;

/// <summary>A symbol of a kernel. What it says is looked up in the kernel's symbol table, which never changes, when it is asked for.</summary>
public sealed class SymbolInfo : INamed, IComparable<SymbolInfo>
{
    private readonly SymbolSource _source;
    private readonly int _index;
    private string? _name;

    internal SymbolInfo(SymbolSource source, int index)
    {
        _source = source;
        _index = index;
    }

    /// <summary>The symbol's name.</summary>
    public string Name => _name ??= _source.Name(_index);

    /// <summary>vmlinux, or the module that it belongs to.</summary>
    public string Object => _source.Module(_index) ?? "vmlinux";

    /// <summary>Its running address.</summary>
    public ulong Address => _source.Address(_index);

    /// <summary>The letter that nm gives it: t and T are text.</summary>
    public char Type => _source.Type(_index);

    /// <summary>Bytes up to the next symbol.</summary>
    public ulong Size => _source.Size(_index);

    /// <summary>How many symbols of this name its object has; a patch can't tell them apart in the first releases.</summary>
    public int Matches => _source.Rank(_index, Name).Matches;

    /// <summary>Which of them it is by address, from 1: the later releases' sympos.</summary>
    public int Position => _source.Rank(_index, Name).Position;

    /// <summary>True for a function that ftrace can trace, and livepatch so can patch.</summary>
    public bool Traceable => _source.IsTraceable(_index);

    /// <summary>The kernel that it is in.</summary>
    public string Kernel => _source.Kernel;

    /// <inheritdoc/>
    public int CompareTo(SymbolInfo? other) => other is null ? 1 : Address.CompareTo(other.Address);

    /// <inheritdoc/>
    public override string ToString() => Name;

    string? INamed.NameFor(string kind) => kind switch
    {
        "Symbol" => Name,
        "Function" => Functions.Text(Object, Name, Matches > 1 ? Position : 0),
        _ => null,
    };
}
