using System;

namespace KlpShell.Core.Symbols;

/// <summary>Says whether a symbol is wanted, from its name's bytes, so that no string is made for those that are not.</summary>
/// <param name="name">The name as UTF-8 (kernel symbols are ASCII).</param>
/// <returns>True to have the symbol.</returns>
public delegate bool SymbolNamePredicate(ReadOnlySpan<byte> name);
