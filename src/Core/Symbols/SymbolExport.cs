namespace KlpShell.Core.Symbols;

/// <summary>A line of Module.symvers: what somebody exports, and in which version.</summary>
/// <param name="Name">The symbol.</param>
/// <param name="Crc">The checksum of its declaration.</param>
/// <param name="Module">Who exports it: vmlinux, or a module's path without its extension.</param>
/// <param name="GplOnly">True for EXPORT_SYMBOL_GPL.</param>
/// <param name="Namespace">The namespace that a user must import; empty for none.</param>
public sealed record SymbolExport(string Name, uint Crc, string Module, bool GplOnly, string Namespace);
