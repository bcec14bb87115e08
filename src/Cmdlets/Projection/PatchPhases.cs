using System;
using System.Diagnostics.CodeAnalysis;

namespace KlpShell.Projection;

/// <summary>Reads the lines that the livepatch cores log about a patch (kernel/livepatch/core.c, transition.c).</summary>
internal static class PatchPhases
{
    private const string Prefix = "livepatch: ";

    /// <summary>The patch that a line is about, and what becomes of it there.</summary>
    /// <param name="line">The line.</param>
    /// <param name="hasTransitions">Whether the release has transitions: where it has none, a patch is enabled or disabled at once.</param>
    /// <param name="patch">The patch.</param>
    /// <param name="phase">Where it is from here on; null where the line doesn't change that.</param>
    public static bool TryRead(string line, bool hasTransitions, [NotNullWhen(true)] out string? patch, out PatchPhase? phase)
    {
        phase = null;
        patch = null;
        if (!line.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        string text = line[Prefix.Length..];
        int open = text.StartsWith('\'') ? 0 : text.IndexOf("patch '", StringComparison.Ordinal) is >= 0 and int at ? at + "patch ".Length : -1;
        int close = open < 0 ? -1 : text.IndexOf('\'', open + 1);
        if (close < 0) return false;
        patch = text[(open + 1)..close];
        phase = Phase(text[..open], text[(close + 1)..], hasTransitions);
        return true;
    }

    private static PatchPhase? Phase(string before, string after, bool hasTransitions) => (before, after) switch
    {
        ("enabling patch ", "") when !hasTransitions => PatchPhase.Enabled,
        ("disabling patch ", "") when !hasTransitions => PatchPhase.Disabled,
        ("", ": starting patching transition") => PatchPhase.Patching,
        ("", ": starting unpatching transition") => PatchPhase.Unpatching,
        ("", ": patching complete") => PatchPhase.Enabled,
        ("", ": unpatching complete") => PatchPhase.Disabled,
        _ => null,
    };
}
