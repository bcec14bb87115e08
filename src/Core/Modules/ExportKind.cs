namespace KlpShell.Core.Modules;

/// <summary>Whether other modules may use a symbol.</summary>
public enum ExportKind
{
    /// <summary>Not exported.</summary>
    None,
    /// <summary>EXPORT_SYMBOL.</summary>
    Any,
    /// <summary>EXPORT_SYMBOL_GPL: only for modules under a licence compatible with the GPL.</summary>
    Gpl,
}
