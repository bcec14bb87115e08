namespace KlpShell.Core.Vetting;

/// <summary>One check of a module's file, with its evidence.</summary>
/// <param name="Name">What was checked, such as <c>Vermagic</c> or <c>Function</c>.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="Subject">What it is about: a function, a symbol, an object; null for the file.</param>
/// <param name="Evidence">What was found, and where.</param>
/// <param name="Offset">The byte of the file that says so; null where it isn't one.</param>
public sealed record ModuleCheck(string Name, CheckOutcome Outcome, string? Subject, string Evidence, long? Offset = null);
