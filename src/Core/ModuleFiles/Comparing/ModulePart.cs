namespace KlpShell.Core.ModuleFiles.Comparing;

/// <summary>A part of a module's file in a normal form: two builds of the same source have the same parts, wherever things lie in the file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name among those of its kind.</param>
/// <param name="Value">What is said of it; empty where its being there is all.</param>
public sealed record ModulePart(ModulePartKind Kind, string Name, string Value)
{
    /// <summary>The length in bytes, of a function; 0 for the others.</summary>
    public ulong Size { get; init; }
}
