namespace KlpShell.Manifests.Keys;

/// <summary>A key that a mapping may have.</summary>
/// <param name="Name">The key.</param>
/// <param name="Required">True when it must be there.</param>
internal sealed record Key(string Name, bool Required = false)
{
    /// <summary>For what exists in later eras only, and can't be held yet: what it is. Null for a key that works.</summary>
    public string? LaterEra { get; init; }

    /// <summary>A key that may be there.</summary>
    public static implicit operator Key(string name) => new(name);

    /// <summary>A key that must be there.</summary>
    public static Key Must(string name) => new(name, true);

    /// <summary>A key of a later era.</summary>
    public static Key Later(string name, string what) => new(name) { LaterEra = what };
}
