namespace KlpShell.Histories.Playing;

/// <summary>One thing that can be told about a kernel, so that two states can be held against each other.</summary>
/// <param name="Kind">What it is about: taint, module, patch, func, record and so on.</param>
/// <param name="Owner">The module or patch that it belongs to, or an empty text.</param>
/// <param name="Name">Its name there.</param>
/// <param name="A">One number.</param>
/// <param name="B">Another.</param>
internal readonly record struct Fact(string Kind, string Owner, string Name, long A, long B);
