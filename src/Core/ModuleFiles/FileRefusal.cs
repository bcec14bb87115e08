using KlpShell.Core.Machine;

namespace KlpShell.Core.ModuleFiles;

/// <summary>A check of the module loader that a file doesn't pass.</summary>
/// <param name="Errno">What the load comes back with.</param>
/// <param name="Refusal">Which check it is.</param>
/// <param name="Offset">The byte of the file that it looked at.</param>
/// <param name="Line">What the kernel logs; null for nothing.</param>
/// <param name="Level">The line's level.</param>
public sealed record FileRefusal(Errno Errno, Refusal Refusal, long Offset, string? Line = null, LogLevel Level = LogLevel.Error)
{
    /// <summary>What the kernel doesn't check, so that nobody can tell what happens.</summary>
    /// <param name="offset">The byte of the file that leads there.</param>
    /// <param name="what">What the kernel would do.</param>
    public static FileRefusal Unchecked(long offset, string what) => new(Errno.None, Refusal.FileUnpredictable, offset) { Explanation = what };

    /// <summary>What the errno and the line don't tell.</summary>
    public string? Explanation { get; init; }
}
