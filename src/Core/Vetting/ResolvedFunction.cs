namespace KlpShell.Core.Vetting;

/// <summary>A function of the patch as the kernel has it once it is installed.</summary>
/// <param name="Patch">The patch.</param>
/// <param name="Object">The object.</param>
/// <param name="OldName">The function that is replaced.</param>
/// <param name="SymbolPosition">Which of several of that name; 0 for the only one.</param>
/// <param name="OldAddress">Where that is; 0 while its module isn't there.</param>
/// <param name="OldSize">Its length in bytes.</param>
/// <param name="NewName">The function that takes its place.</param>
/// <param name="NewAddress">Where that is, in a kernel in which nothing else was loaded meanwhile.</param>
/// <param name="NewSize">Its length in bytes.</param>
public sealed record ResolvedFunction(
    string Patch, string Object, string OldName, ulong SymbolPosition, ulong OldAddress, ulong OldSize, string? NewName, ulong NewAddress, ulong NewSize);
