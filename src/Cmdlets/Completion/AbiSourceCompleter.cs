namespace KlpShell.Completion;

/// <summary>Where entries of the ABI may lie: files and folders of the host.</summary>
public sealed class AbiSourceCompleter : HostFileCompleter;
