namespace KlpShell.Core.ModuleFiles;

/// <summary>The version of a symbol that a module was built against (struct modversion_info).</summary>
/// <param name="Name">The symbol.</param>
/// <param name="Crc">The checksum of its declaration.</param>
/// <param name="Offset">Where it stands in the file.</param>
public sealed record SymbolVersion(string Name, ulong Crc, long Offset);
