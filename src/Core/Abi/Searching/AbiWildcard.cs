using System;

namespace KlpShell.Core.Abi.Searching;

/// <summary>Wildcards over a name: <c>*</c> is any text, <c>?</c> one character; case does not count. Brackets are themselves, since names are full of them.</summary>
public sealed class AbiWildcard(string pattern)
{
    /// <summary>Whether the whole text matches.</summary>
    public bool IsMatch(ReadOnlySpan<char> text)
    {
        int at = 0;
        int star = -1;
        int mark = 0;
        int i = 0;
        while (i < text.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                star = at++;
                mark = i;
            }
            else if (at < pattern.Length && (pattern[at] == '?' || char.ToLowerInvariant(pattern[at]) == char.ToLowerInvariant(text[i])))
            {
                at++;
                i++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                i = ++mark;
            }
            else
            {
                return false;
            }
        }
        while (at < pattern.Length && pattern[at] == '*')
            at++;
        return at == pattern.Length;
    }
}
