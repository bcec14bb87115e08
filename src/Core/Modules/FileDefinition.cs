namespace KlpShell.Core.Modules;

/// <summary>A file under /proc that is bound to functions: reading it calls one, writing it another.</summary>
/// <param name="Path">The whole path, such as <c>/proc/cmdline</c>.</param>
/// <param name="Show">The function that prints it, or null where it can't be read.</param>
/// <param name="Store">The function that takes what is written, or null where it can't be written.</param>
/// <param name="Mode">Its permission bits.</param>
public sealed record FileDefinition(string Path, string? Show, string? Store = null, int Mode = 0x124);
