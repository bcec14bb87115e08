namespace KlpShell.Repl.Formatting;

/// <summary>A view that is read in full when the first object wants it.</summary>
internal sealed record ViewEntry(HashSet<string> TypeNames, Shape Shape, Lazy<View> View);
