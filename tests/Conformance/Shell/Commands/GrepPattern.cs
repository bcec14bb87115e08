using System.Text;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>Patterns of grep and sed as those of .NET.</summary>
internal static class GrepPattern
{
    /// <summary>The pattern in .NET's words. In a basic expression the special characters are the ones behind a backslash.</summary>
    /// <param name="pattern">A POSIX expression with GNU's additions.</param>
    /// <param name="extended">True for an extended one.</param>
    public static string Translate(string pattern, bool extended)
    {
        StringBuilder translated = new();
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                char next = pattern[++i];
                if (next is '|' or '(' or ')' or '{' or '}' or '+' or '?') translated.Append(extended ? "\\" : "").Append(next);
                else if (next is '<' or '>') translated.Append(next == '<' ? "\\b(?=\\w)" : "\\b(?<=\\w)");
                else translated.Append('\\').Append(next);
            }
            else if (c == '[')
            {
                i = Bracket(pattern, i, translated);
            }
            else if (!extended && (c is '|' or '(' or ')' or '{' or '}' or '+' or '?' || (c == '*' && i == 0)))
            {
                translated.Append('\\').Append(c);
            }
            else
            {
                translated.Append(c);
            }
        }

        return translated.ToString();
    }

    // [...]: a bracket that comes first means itself, a backslash always; classes have names.
    private static int Bracket(string pattern, int start, StringBuilder translated)
    {
        int at = start + 1;
        translated.Append('[');
        if (at < pattern.Length && pattern[at] == '^')
        {
            translated.Append('^');
            at++;
        }

        for (bool first = true; at < pattern.Length && (first || pattern[at] != ']'); at++, first = false)
        {
            if (pattern[at] == '[' && at + 1 < pattern.Length && pattern[at + 1] == ':' && pattern.IndexOf(":]", at, System.StringComparison.Ordinal) is > 0 and var end)
            {
                translated.Append(Class(pattern[(at + 2)..end]));
                at = end + 1;
            }
            else if (pattern[at] is '[' or ']' or '\\')
            {
                translated.Append('\\').Append(pattern[at]);
            }
            else
            {
                translated.Append(pattern[at]);
            }
        }

        translated.Append(']');
        return at;
    }

    private static string Class(string name) => name switch
    {
        "digit" => "0-9",
        "alpha" => "A-Za-z",
        "alnum" => "0-9A-Za-z",
        "upper" => "A-Z",
        "lower" => "a-z",
        "space" => "\\s",
        "blank" => " \\t",
        "xdigit" => "0-9A-Fa-f",
        "punct" => "!-/:-@\\[-`{-~",
        "print" => " -~",
        _ => throw new Syntax.ShellSyntaxException($"the class [:{name}:] isn't known"),
    };
}
