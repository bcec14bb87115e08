namespace KlpShell.Core.Manifests;

/// <summary>What a manifest document describes: its <c>kind:</c>.</summary>
public enum ManifestKind
{
    /// <summary>A kernel to boot.</summary>
    Kernel,
    /// <summary>An ordinary module.</summary>
    Module,
    /// <summary>A module that holds a live patch.</summary>
    Livepatch,
    /// <summary>Entries of the ABI documentation.</summary>
    Abi,
}
