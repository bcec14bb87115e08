using System;
using System.Collections.Generic;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Livepatch.Original;

namespace KlpShell.Core;

/// <summary>A livepatch core that there is evidence for: recordings of a real kernel. There is no guess in between.</summary>
/// <param name="Name">The name that a manifest and New-KlpKernel use.</param>
/// <param name="Era">Its rules.</param>
/// <param name="BaseVersion">The version of the kernel that it was recorded in, as uname -r begins.</param>
public sealed record Release(string Name, Era Era, string BaseVersion)
{
    /// <summary>The first commit of kernel/livepatch, in a 3.19 kernel.</summary>
    public static Release Original { get; } = new("b700e7f03d", Era.Original, "3.19.8");

    /// <summary>All releases, oldest first.</summary>
    public static IReadOnlyList<Release> All { get; } = [Original];

    /// <summary>What ftrace does in it.</summary>
    internal FtraceProfile Ftrace { get; } = new(PermanentGuard: false);

    /// <summary>
    /// The release that a text names: its name, a patch level of it, or (for a commit) any longer form of the hash.
    /// </summary>
    /// <param name="text">What a person wrote.</param>
    /// <param name="release">The release; null where there is none.</param>
    /// <param name="problem">Why not, and which release is nearest.</param>
    public static bool TryParse(string text, out Release? release, out string? problem)
    {
        foreach (Release known in All)
        {
            bool patchLevel = known.Era != Era.Original && text.StartsWith(known.Name + ".", StringComparison.Ordinal);
            bool longerHash = known.Era == Era.Original && text.Length > known.Name.Length && text.StartsWith(known.Name, StringComparison.OrdinalIgnoreCase);
            if (!text.Equals(known.Name, StringComparison.OrdinalIgnoreCase) && !patchLevel && !longerHash) continue;
            release = known;
            problem = null;
            return true;
        }

        release = null;
        problem = $"'{text}' is no release that there is evidence for. Known: {string.Join(", ", Names())}. {Nearest(text)}";
        return false;
    }

    internal LivepatchCore CreateCore() => Era switch
    {
        Era.Original => new OriginalCore(),
        _ => throw new InvalidOperationException($"No core for {Name}."),
    };

    private static string Nearest(string text)
    {
        if (text.StartsWith("3.", StringComparison.Ordinal)) return "Linux 3.19 never had livepatch; the first commit is b700e7f03d.";
        return $"The nearest is {All[^1].Name}.";
    }

    private static IEnumerable<string> Names()
    {
        foreach (Release known in All) yield return known.Name;
    }
}
