using System.Collections.Immutable;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Modules;

/// <summary>Where a module of a captured host lies in that host's memory. What its memory holds isn't known.</summary>
/// <param name="Base">Where its text begins.</param>
/// <param name="Size">Its memory in bytes, all its parts together: since 6.4 they don't lie side by side.</param>
/// <param name="Addresses">The addresses of the definition's functions, in its order.</param>
/// <param name="Data">Its symbols that are no functions.</param>
public sealed record ModulePlacement(ulong Base, uint Size, ImmutableArray<ulong> Addresses, ImmutableArray<SymbolEntry> Data);
