using System;
using System.Collections.Immutable;

namespace KlpShell.Core.Abi;

/// <summary>The four levels and the folders that bear their names.</summary>
public static class AbiLevels
{
    /// <summary>All four, from the most to the least that is promised.</summary>
    public static ImmutableArray<AbiLevel> All { get; } = [AbiLevel.Stable, AbiLevel.Testing, AbiLevel.Obsolete, AbiLevel.Removed];

    /// <summary>The folder of a level, such as <c>stable</c>.</summary>
    public static string Folder(this AbiLevel level) => level switch
    {
        AbiLevel.Stable => "stable",
        AbiLevel.Testing => "testing",
        AbiLevel.Obsolete => "obsolete",
        AbiLevel.Removed => "removed",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    /// <summary>The level whose folder has this name.</summary>
    public static bool TryParse(ReadOnlySpan<char> folder, out AbiLevel level)
    {
        foreach (AbiLevel candidate in All)
        {
            if (folder.SequenceEqual(candidate.Folder()))
            {
                level = candidate;
                return true;
            }
        }
        level = AbiLevel.Testing;
        return false;
    }

    /// <summary>The level of a file: the first folder of its path inside the tree, as the kernel's tool takes it, else the last folder that bears the name of a level.</summary>
    public static bool TryOfPath(string path, out AbiLevel level)
    {
        string[] parts = path.Split('/', '\\');
        for (int i = parts.Length - 2; i >= 0; i--)
        {
            if (TryParse(parts[i], out level) && (i == 0 || parts[i - 1] == "ABI"))
                return true;
        }
        for (int i = parts.Length - 2; i >= 0; i--)
        {
            if (TryParse(parts[i], out level))
                return true;
        }
        level = AbiLevel.Testing;
        return false;
    }
}
