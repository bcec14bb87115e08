namespace KlpShell.Manifests.Packed;

/// <summary>How a file is packed.</summary>
public enum PackedFormat
{
    /// <summary>gzip, as <c>.gz</c> (RFC 1952).</summary>
    Gzip,
    /// <summary>xz, as <c>.xz</c>.</summary>
    Xz,
    /// <summary>Zstandard, as <c>.zst</c> (RFC 8878).</summary>
    Zstandard,
}
