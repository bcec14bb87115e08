namespace KlpShell.Core.Livepatch;

/// <summary>Where a relocation writes.</summary>
/// <param name="Base">What it is counted from.</param>
/// <param name="Symbol">The symbol, where the base is one.</param>
/// <param name="Offset">Bytes from the base.</param>
public sealed record RelocationPlace(RelocationBase Base, string? Symbol = null, long Offset = 0);
