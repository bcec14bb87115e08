namespace KlpShell.Verdicts.Records;

/// <summary>A livepatch relocation and what stood in its place.</summary>
/// <param name="Section">The section of relocations.</param>
/// <param name="Symbol">The symbol's whole name.</param>
/// <param name="Offset">The place in the section that it changes.</param>
/// <param name="Type">The ELF type.</param>
/// <param name="Addend">Added to the symbol's address.</param>
/// <param name="Written">The number that stood there.</param>
/// <param name="Address">The symbol's address that follows from it, hexadecimal; null where nothing was written.</param>
public sealed record WrittenRelocation(string Section, string Symbol, ulong Offset, uint Type, long Addend, System.Text.Json.JsonElement Written, string? Address);
