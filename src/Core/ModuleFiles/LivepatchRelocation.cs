namespace KlpShell.Core.ModuleFiles;

/// <summary>A relocation that livepatch writes: where, what for, and which symbol it wants.</summary>
/// <param name="Section">The section of relocations, such as <c>.klp.rela.vmlinux..text</c>.</param>
/// <param name="Object">The object that it is written for; null where the section's name has another form.</param>
/// <param name="Target">The section that it changes.</param>
/// <param name="Offset">The place in that section.</param>
/// <param name="Type">The x86-64 ELF type.</param>
/// <param name="Symbol">The symbol's whole name, such as <c>.klp.sym.vmlinux.name,1</c>.</param>
/// <param name="SymbolObject">The object that the symbol is looked for in; null where its name has another form.</param>
/// <param name="Name">The symbol that is looked for; null where its name has another form.</param>
/// <param name="SymbolPosition">Which of several of that name, counted from 1; 0 where it must be the only one.</param>
/// <param name="Addend">Added to the symbol's address.</param>
/// <param name="FileOffset">Where the relocation stands in the file.</param>
public sealed record LivepatchRelocation(
    string Section, string? Object, string Target, ulong Offset, uint Type, string Symbol, string? SymbolObject, string? Name, ulong SymbolPosition, long Addend, long FileOffset);
