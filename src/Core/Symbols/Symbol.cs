namespace KlpShell.Core.Symbols;

/// <summary>One line of a symbol table, as <c>/proc/kallsyms</c> lists it.</summary>
/// <param name="Index">Its place in the table, from 0: vmlinux by address, then modules in the order of the file.</param>
/// <param name="Name">The symbol's name.</param>
/// <param name="Address">The link-time address (that of the file; no KASLR offset is added). A per-CPU symbol has a small one.</param>
/// <param name="Type">The letter that <c>nm</c> gives it: t and T are text, d, D, b, B, r and R data, a and A absolute, w, W, v and V weak.</param>
/// <param name="Module">The module that it belongs to; null for vmlinux.</param>
/// <param name="Size">
/// Bytes up to the next higher address (kallsyms carries no sizes; see <c>get_symbol_pos</c> in <c>kernel/kallsyms.c</c>), so that
/// aliases at one address share it. With no next symbol it runs to the end of its 4,096-byte page.
/// </param>
public readonly record struct Symbol(int Index, string Name, ulong Address, char Type, string? Module, ulong Size)
{
    /// <summary>Whether the letter is one that functions have: t, T, w or W.</summary>
    public bool IsText => IsTextType(Type);

    internal static bool IsTextType(char type) => type is 't' or 'T' or 'w' or 'W';
}
