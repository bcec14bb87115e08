namespace KlpShell.Core.ModuleFiles;

/// <summary>An entry of .modinfo: <c>tag=value</c>.</summary>
/// <param name="Tag">What stands before the equals sign; the whole text where there is none.</param>
/// <param name="Value">What stands behind it; null where there is none.</param>
/// <param name="Offset">Where it begins in the file.</param>
public sealed record ModinfoEntry(string Tag, string? Value, long Offset);
