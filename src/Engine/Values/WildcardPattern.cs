namespace System.Management.Automation;

public sealed class WildcardPattern(string pattern, WildcardOptions options)
{
    private readonly string _pattern = pattern;
    private readonly bool _ignoreCase = options.HasFlag(WildcardOptions.IgnoreCase);

    public bool IsMatch(string? input) => input is not null && Match(_pattern, input);

    public static bool ContainsWildcardCharacters(string? pattern)
    {
        for (var i = 0; i < pattern?.Length; i++)
            if (pattern[i] == '`') i++;
            else if (pattern[i] is '*' or '?' or '[' or ']') return true;
        return false;
    }

    public static string Escape(string pattern)
    {
        var text = new StringBuilder();
        foreach (var letter in pattern) (letter is '*' or '?' or '[' or ']' or '`' ? text.Append('`') : text).Append(letter);
        return text.ToString();
    }

    // Only the last star can still give way, so one place to return to is enough: no pattern takes more than n*m steps.
    private bool Match(string pattern, string input)
    {
        int p = 0, i = 0, star = -1, from = 0;
        while (i < input.Length)
        {
            if (p < pattern.Length && pattern[p] == '*') (star, from) = (p++, i);
            else if (p < pattern.Length && One(pattern, ref p, input[i])) i++;
            else if (star >= 0) (p, i) = (star + 1, ++from);
            else return false;
        }
        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }

    private bool One(string pattern, ref int p, char letter)
    {
        var start = p++;
        switch (pattern[start])
        {
            case '?': return true;
            case '`' when p < pattern.Length: return Same(pattern[p++], letter) || Back(ref p, start);
            case '[':
                var close = pattern.IndexOf(']', Math.Min(p + 1, pattern.Length));
                if (close < 0) throw new PSArgumentException($"The specified wildcard character pattern is not valid: {pattern}");
                for (var k = p; k < close; k++)
                    if (k + 2 < close && pattern[k + 1] == '-' ? Within(pattern[k], letter, pattern[k += 2]) : Same(pattern[k], letter))
                    {
                        p = close + 1;
                        return true;
                    }
                return Back(ref p, start);
            default: return Same(pattern[start], letter) || Back(ref p, start);
        }
    }

    private static bool Back(ref int p, int start) => (p = start) < 0;

    private bool Within(char low, char letter, char high) => letter >= low && letter <= high
        || _ignoreCase && (char.ToUpperInvariant(letter) is var upper && upper >= low && upper <= high || char.ToLowerInvariant(letter) is var lower && lower >= low && lower <= high);

    private bool Same(char a, char b) => a == b || _ignoreCase && char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
