namespace KlpShell.Verdicts.Playing;

/// <summary>Where the kernel's own files are; null for those that belong to the release.</summary>
/// <param name="Symbols">Its symbol table.</param>
/// <param name="Traceable">What ftrace can trace.</param>
/// <param name="Exports">Its Module.symvers; by default that beside the records, where there is one.</param>
public sealed record KernelSources(string? Symbols = null, string? Traceable = null, string? Exports = null);
