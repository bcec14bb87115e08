using System;

namespace KlpShell.Core.Machine;

/// <summary>The kernel's wildcards: a star stands for anything, a question mark for one character (match_wildcard, lib/parser.c; glob_match, lib/glob.c).</summary>
internal static class Glob
{
    /// <summary>True when the pattern stands for the whole text.</summary>
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '*')
            {
                for (int skip = i; skip <= text.Length; skip++)
                {
                    if (IsMatch(pattern[(i + 1)..], text[skip..])) return true;
                }

                return false;
            }

            if (i >= text.Length || (pattern[i] != '?' && pattern[i] != text[i])) return false;
        }

        return pattern.Length == text.Length;
    }
}
