namespace KlpShell.Core.Machine;

/// <summary>The kernel's own way to read a yes or no from a string (lib/kstrtox.c).</summary>
public static class KernelString
{
    /// <summary>kstrtobool: the first one or two characters decide; null where they say nothing.</summary>
    public static bool? TryParseBool(string text) => text switch
    {
        ['y' or 'Y' or 't' or 'T' or '1', ..] => true,
        ['n' or 'N' or 'f' or 'F' or '0', ..] => false,
        ['o' or 'O', 'n' or 'N', ..] => true,
        ['o' or 'O', 'f' or 'F', ..] => false,
        _ => null,
    };
}
