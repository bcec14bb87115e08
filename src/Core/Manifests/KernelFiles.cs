namespace KlpShell.Core.Manifests;

/// <summary>Where a kernel's symbols were read from.</summary>
/// <param name="SymbolTable">The full path of the symbol table file; null where the symbols stand in the manifest.</param>
/// <param name="Traceable">The full path of the list of traceable functions; null where there is none.</param>
public sealed record KernelFiles(string? SymbolTable, string? Traceable);
