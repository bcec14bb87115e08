using KlpShell.Core.Symbols;

namespace KlpShell.Core;

/// <summary>What vmlinux exports, as its symbol table tells it: each export has an entry in __ksymtab, or in __ksymtab_gpl.</summary>
internal sealed class VmlinuxExports
{
    private const string Prefix = "__ksymtab_";

    private readonly SymbolTable _table;
    private readonly ulong _gplStart;
    private readonly ulong _gplEnd;

    public VmlinuxExports(SymbolTable table)
    {
        _table = table;
        _gplStart = AddressOf("__start___ksymtab_gpl");
        _gplEnd = AddressOf("__stop___ksymtab_gpl");
        IsKnown = table.CountOf(Prefix + "printk", null) + table.CountOf(Prefix + "_printk", null) > 0;
    }

    /// <summary>True when the table has such entries at all; every kernel exports printk.</summary>
    public bool IsKnown { get; }

    /// <summary>True when vmlinux exports a symbol to a module that may, or may not, see GPL-only exports.</summary>
    public bool Has(string name, bool gpl)
    {
        SymbolMatches entries = _table.Find(Prefix + name);
        if (entries.IsEmpty) return false;
        ulong address = entries[0].Address;
        return gpl || address < _gplStart || address >= _gplEnd;
    }

    private ulong AddressOf(string name) => _table.Find(name) is { IsEmpty: false } found ? found[0].Address : 0;
}
