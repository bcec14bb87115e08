namespace KlpShell.Core.Abi.Paths;

/// <summary>An entry that covers a path.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Name">Which of its names does.</param>
/// <param name="Specificity">How much that name says of the path; the best match comes first.</param>
public sealed record AbiPathMatch(AbiEntry Entry, string Name, int Specificity);
