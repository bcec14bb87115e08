namespace KlpShell;

/// <summary>The form in which entries are written.</summary>
public enum AbiExportForm
{
    /// <summary>The kernel's own text.</summary>
    Text,
    /// <summary>A manifest.</summary>
    Yaml,
    /// <summary>An array of objects.</summary>
    Json,
    /// <summary>A page to read.</summary>
    Markdown,
}
