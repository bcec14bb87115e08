namespace KlpShell.Core.ModuleFiles;

/// <summary>A symbol that a module's file exports (struct kernel_symbol).</summary>
/// <param name="Name">The symbol.</param>
/// <param name="Address">Its address.</param>
/// <param name="GplOnly">True for EXPORT_SYMBOL_GPL.</param>
/// <param name="Crc">The checksum of its declaration; null where the file has none.</param>
internal sealed record ImageExport(string Name, ulong Address, bool GplOnly, uint? Crc);
