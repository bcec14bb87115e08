namespace KlpShell.Manifests.Keys;

/// <summary>A key that a mapping may have.</summary>
/// <param name="Name">The key.</param>
/// <param name="Required">True when it must be there.</param>
internal sealed record Key(string Name, bool Required = false)
{
    /// <summary>A key that may be there.</summary>
    public static implicit operator Key(string name) => new(name);

    /// <summary>A key that must be there.</summary>
    public static Key Must(string name) => new(name, true);
}
