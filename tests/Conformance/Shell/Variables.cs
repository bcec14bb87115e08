using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using KlpShell.Conformance.Machines;
using KlpShell.Conformance.Shell.Syntax;

namespace KlpShell.Conformance.Shell;

/// <summary>The variables of a shell, and what stands between ${ and }.</summary>
internal sealed partial class Variables
{
    private Dictionary<string, string> _values = new(StringComparer.Ordinal) { ["HOME"] = Guest.Home };

    /// <summary>The words behind a function's or a script's name.</summary>
    public IReadOnlyList<string> Positional { get; set; } = [];

    /// <summary>The value of a variable; null where it isn't set.</summary>
    public string? this[string name]
    {
        get => name switch
        {
            "#" => Positional.Count.ToString(CultureInfo.InvariantCulture),
            "@" or "*" => string.Join(' ', Positional),
            _ when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) => number == 0 ? "bash" : number <= Positional.Count ? Positional[number - 1] : null,
            _ => _values.GetValueOrDefault(name),
        };
        set
        {
            if (value is null) _values.Remove(name);
            else _values[name] = value;
        }
    }

    /// <summary>All of them as they are now, to be put back when a subshell ends.</summary>
    public Dictionary<string, string> Save() => new(_values, StringComparer.Ordinal);

    /// <summary>Puts them back.</summary>
    public void Restore(Dictionary<string, string> saved) => _values = saved;

    /// <summary>What a form such as <c>name:-word</c> or <c>name##pattern</c> is worth.</summary>
    /// <param name="form">What stands between the braces.</param>
    /// <param name="special">The values of ? and !.</param>
    /// <param name="word">Expands the word of a form.</param>
    public string Expand(string form, Func<string, string?> special, Func<string, string> word)
    {
        if (form.Length > 1 && form[0] == '#') return (Value(form[1..]) ?? "").Length.ToString(CultureInfo.InvariantCulture);
        Match parts = Form().Match(form);
        if (!parts.Success) throw new ShellSyntaxException($"${{{form}}} isn't known");
        string? value = Value(parts.Groups[1].Value);
        (string sign, string rest) = (parts.Groups[2].Value, parts.Groups[3].Value);
        switch (sign)
        {
            case "":
                return value ?? "";
            case ":-" or "-":
                return string.IsNullOrEmpty(value) && (value is null || sign == ":-") ? word(rest) : value!;
            case ":=":
                if (string.IsNullOrEmpty(value)) this[parts.Groups[1].Value] = value = word(rest);
                return value!;
            case ":+" or "+":
                return string.IsNullOrEmpty(value) && (value is null || sign == ":+") ? "" : word(rest);
            case "#" or "##" or "%" or "%%":
                return Trim(value ?? "", word(rest), sign);
            case "/" or "//":
                int slash = rest.IndexOf('/', StringComparison.Ordinal);
                Regex what = new(Pattern(slash < 0 ? rest : rest[..slash]));
                string replacement = (slash < 0 ? "" : word(rest[(slash + 1)..])).Replace("$", "$$", StringComparison.Ordinal);
                return what.Replace(value ?? "", replacement, sign == "//" ? -1 : 1);
            default:
                throw new ShellSyntaxException($"${{{form}}} isn't known");
        }

        string? Value(string name) => special(name) ?? this[name];
    }

    /// <summary>Whether a whole text is what a wildcard pattern stands for.</summary>
    public static bool Fits(string text, string wildcards) => Regex.IsMatch(text, $"^{Pattern(wildcards)}$", RegexOptions.Singleline);

    private static string Pattern(string wildcards) =>
        Regex.Escape(wildcards).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal).Replace("\\[", "[", StringComparison.Ordinal);

    private static string Trim(string value, string pattern, string sign)
    {
        string expression = $"(?s:{Pattern(pattern)})";
        Regex whole = new($"^{expression}$");
        bool front = sign[0] == '#';
        bool longest = sign.Length == 2;
        for (int i = 0; i <= value.Length; i++)
        {
            int length = longest ? value.Length - i : i;
            if (whole.IsMatch(front ? value[..length] : value[^length..])) return front ? value[length..] : value[..^length];
        }

        return value;
    }

    [GeneratedRegex(@"^(\w+|[?!#@*$])(:-|:=|:\+|-|\+|##|#|%%|%|//|/|)(.*)$", RegexOptions.Singleline)]
    private static partial Regex Form();
}
