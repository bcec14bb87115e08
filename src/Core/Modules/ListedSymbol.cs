namespace KlpShell.Core.Modules;

/// <summary>A line of a module in /proc/kallsyms.</summary>
/// <param name="Name">The symbol.</param>
/// <param name="Type">Its type: u for one that the module imports, ? for one in a section that isn't kept.</param>
public sealed record ListedSymbol(string Name, char Type)
{
    /// <summary>True for a symbol of vmlinux.</summary>
    public bool IsImport => Type == 'u';
}
