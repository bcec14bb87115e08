namespace KlpShell.Core.Symbols;

/// <summary>What <see cref="SymbolTable.FromEntries"/> makes a symbol of.</summary>
/// <param name="Name">The name; not empty.</param>
/// <param name="Address">The link-time address.</param>
/// <param name="Type">The letter that <c>nm</c> would give it.</param>
/// <param name="Module">The module that it belongs to; null for vmlinux.</param>
/// <param name="Size">Its size in bytes; 0 to take the distance to the next higher address, as kallsyms does.</param>
public readonly record struct SymbolEntry(string Name, ulong Address, char Type = 'T', string? Module = null, ulong Size = 0);
