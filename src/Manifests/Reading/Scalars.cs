using System;
using System.Globalization;
using KlpShell.Core.Manifests;
using KlpShell.Manifests.Keys;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Reading;

/// <summary>Reads scalars as what their key says they are. Each returns a default, and has reported, when it can't.</summary>
internal static class Scalars
{
    /// <summary>Text of any sort, several lines included.</summary>
    public static string Text(this ReadContext context, Node node, NodePath path, string expected = "text")
    {
        if (node is ScalarNode { IsNull: false } scalar) return scalar.Text;
        context.Expected(node, path, ManifestProblemId.WrongType, expected);
        return "";
    }

    /// <summary>Text on one line, without control characters.</summary>
    public static string LineText(this ReadContext context, Node node, NodePath path, int most = 4096, string expected = "one line of text")
    {
        string text = context.Text(node, path, expected);
        if (text.Length > most) context.Report(node, path, ManifestProblemId.TooLong, $"at most {most:N0} characters", $"found {text.Length:N0} characters where at most {most:N0} were expected");
        for (int i = 0; i < text.Length; i++)
        {
            if (!Shown.IsUnsafe(text, i)) continue;
            context.Expected(node, path, ManifestProblemId.BadName, expected + " without control characters");
            return "";
        }

        return text;
    }

    /// <summary>A symbol's name, or what could be one: printable ASCII without blanks.</summary>
    public static string Name(this ReadContext context, Node node, NodePath path, string expected = "a name", int most = 511, bool mayBeEmpty = false)
    {
        if (node is not ScalarNode { IsNull: false } scalar)
        {
            context.Expected(node, path, ManifestProblemId.WrongType, expected);
            return "";
        }

        bool good = scalar.Text.Length <= most && (mayBeEmpty || scalar.Text.Length > 0) && !scalar.Text.AsSpan().ContainsAnyExceptInRange('!', '~');
        if (good) return scalar.Text;
        context.Expected(node, path, ManifestProblemId.BadName, $"{expected} of {(mayBeEmpty ? "at most" : "1 to")} {most} printable ASCII characters without blanks");
        return "";
    }

    /// <summary>A module's own name: letters, digits and underscores, at most 55 of them (MODULE_NAME_LEN, include/linux/moduleparam.h).</summary>
    public static string ModuleName(this ReadContext context, Node node, NodePath path)
    {
        string text = context.Text(node, path, "a module's name");
        if (node is not ScalarNode { IsNull: false }) return "";
        bool good = text.Length is > 0 and <= 55;
        foreach (char c in text) good &= char.IsAsciiLetterOrDigit(c) || c == '_';
        if (good) return text;
        string hint = text.Contains('-', StringComparison.Ordinal) ? "; the kernel knows a module by underscores where its file has dashes" : "";
        context.Expected(node, path, ManifestProblemId.BadName, "a module's name of 1 to 55 letters, digits and underscores", hint);
        return "";
    }

    /// <summary>A function's, parameter's or variable's name in C, with the dots that gcc puts behind clones' names.</summary>
    public static string Identifier(this ReadContext context, Node node, NodePath path, string expected)
    {
        string name = context.Name(node, path, expected);
        bool good = name.Length == 0 || !char.IsAsciiDigit(name[0]);
        foreach (char c in name) good &= char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '$';
        if (good) return name;
        context.Expected(node, path, ManifestProblemId.BadName, $"{expected} of letters, digits and underscores");
        return "";
    }

    /// <summary>true or false.</summary>
    public static bool Bool(this ReadContext context, Node node, NodePath path)
    {
        if (node is ScalarNode { IsPlain: true, Text: "true" or "false" } scalar) return scalar.Text == "true";
        context.Expected(node, path, ManifestProblemId.WrongType, "true or false");
        return false;
    }

    /// <summary>A whole number within bounds, decimal or 0x hexadecimal.</summary>
    public static ulong Unsigned(this ReadContext context, Node node, NodePath path, ulong least, ulong most, string expected = "a number")
    {
        if (node is not ScalarNode scalar || !Numbers.TryRead(scalar.Text, out ulong number, out bool negative))
        {
            context.Expected(node, path, ManifestProblemId.WrongType, expected, Numbers.Hint(node));
            return least;
        }

        if ((!negative || number == 0) && number >= least && number <= most) return number;
        context.Expected(node, path, ManifestProblemId.OutOfRange, $"{expected} from {Numbers.Show(least)} to {Numbers.Show(most)}");
        return least;
    }

    /// <summary>A whole number within bounds, which may be negative.</summary>
    public static long Signed(this ReadContext context, Node node, NodePath path, long least, long most, string expected = "a number")
    {
        if (node is not ScalarNode scalar || !Numbers.TryRead(scalar.Text, out ulong number, out bool negative))
        {
            context.Expected(node, path, ManifestProblemId.WrongType, expected, Numbers.Hint(node));
            return 0;
        }

        if (Numbers.TrySigned(number, negative, out long value) && value >= least && value <= most) return value;
        context.Expected(node, path, ManifestProblemId.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"{expected} from {least} to {most}"));
        return 0;
    }

    /// <summary>Permission bits, in octal as chmod takes them: 0644, or 0o644.</summary>
    public static int Mode(this ReadContext context, Node node, NodePath path)
    {
        int mode = 0;
        string digits = node is ScalarNode scalar ? scalar.Text : "";
        if (digits.StartsWith("0o", StringComparison.Ordinal)) digits = digits[2..];
        bool good = digits.Length is > 0 and <= 5;
        foreach (char c in digits)
        {
            good &= c is >= '0' and <= '7';
            mode = (mode * 8) + (c - '0');
        }

        if (good && mode <= 0xFFF) return mode;
        context.Expected(node, path, ManifestProblemId.WrongType, "permission bits in octal, such as 0644");
        return 0;
    }

    /// <summary>The number that one of a set of words stands for.</summary>
    public static int Word(this ReadContext context, Node node, NodePath path, WordTable words)
    {
        string text = node is ScalarNode scalar ? scalar.Text : "";
        if (node is ScalarNode && words.TryGet(text, out int value)) return value;
        context.Expected(node, path, node is ScalarNode ? ManifestProblemId.UnknownValue : ManifestProblemId.WrongType, "one of " + string.Join(", ", words.Words), Nearest.Hint(text, words.Words));
        return 0;
    }
}
