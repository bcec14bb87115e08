namespace KlpShell.Manifests.Yaml;

/// <summary>A part of a document, with its place. Never changes once it is read, so that aliases share it.</summary>
/// <param name="at">Where it begins.</param>
internal abstract class Node(Position at)
{
    /// <summary>Where it begins.</summary>
    public Position At { get; } = at;

    /// <summary>How many nodes it and all inside of it are, aliases counted as what they stand for.</summary>
    public int Size { get; set; } = 1;
}
