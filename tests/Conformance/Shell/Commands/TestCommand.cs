using System.Collections.Generic;
using System.Globalization;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>test and [.</summary>
internal static class TestCommand
{
    /// <summary>One comparison: -e -f -d -n -z, = !=, -eq -ne -lt -gt -le -ge, and ! before any of them.</summary>
    public static int Run(CommandContext context)
    {
        List<string> words = [.. context.Arguments];
        if (context.Name == "[")
        {
            if (words.Count == 0 || words[^1] != "]") throw context.Unknown("a use without the closing bracket");
            words.RemoveAt(words.Count - 1);
        }

        if (context.Name == "[[")
        {
            if (words.Count == 0 || words[^1] != "]]") throw context.Unknown("a use without the closing brackets");
            words.RemoveAt(words.Count - 1);
        }

        return Any(context, words) ? 0 : 1;
    }

    private static bool Any(CommandContext context, List<string> words)
    {
        bool all = true;
        bool any = false;
        int start = 0;
        for (int i = 0; i <= words.Count; i++)
        {
            string? joint = i < words.Count ? words[i] : null;
            bool or = joint is "||" or "-o" && words.Count > 3;
            bool and = joint is "&&" or "-a" && words.Count > 3;
            if (joint is not null && !or && !and) continue;
            List<string> part = words.GetRange(start, i - start);
            start = i + 1;
            bool negated = part.Count > 1 && part[0] == "!";
            if (negated) part.RemoveAt(0);
            all &= Holds(context, part) != negated;
            if (and) continue;
            any |= all;
            all = true;
        }

        return any;
    }

    private static bool Holds(CommandContext context, List<string> words) => words switch
    {
        [] => false,
        [var text] => text.Length > 0,
        ["-n", var text] => text.Length > 0,
        ["-z", var text] => text.Length == 0,
        ["-e", var path] => context.Files.Node(path) is not null || context.Files.IsScratch(path),

        // Root may do anything but execute what nobody may (generic_permission, fs/namei.c).
        ["-r" or "-w", var path] => context.Files.Node(path) is not null || context.Files.IsScratch(path),
        ["-x", var path] => context.Files.IsDirectory(path) || (context.Files.Node(path) is { } node && (node.Mode & 0x49) != 0),
        ["-s", var path] => context.Files.Node(path) is { IsDirectory: true } || (context.ReadFile(path, out string text).Succeeded && text.Length > 0),
        ["-d", var path] => context.Files.Node(path) is { IsDirectory: true },
        ["-f", var path] => context.Files.Node(path) is { IsDirectory: false } || context.Files.IsScratch(path),
        [var left, "=" or "==", var right] => Equal(context, left, right),
        [var left, "!=", var right] => !Equal(context, left, right),
        [var left, var op, var right] when long.TryParse(left, CultureInfo.InvariantCulture, out long a) && long.TryParse(right, CultureInfo.InvariantCulture, out long b) => op switch
        {
            "-eq" => a == b,
            "-ne" => a != b,
            "-lt" => a < b,
            "-le" => a <= b,
            "-gt" => a > b,
            "-ge" => a >= b,
            _ => throw context.Unknown(op),
        },
        _ => throw context.Unknown($"'{string.Join(' ', words)}'"),
    };

    // Between double brackets the right side is a pattern.
    private static bool Equal(CommandContext context, string left, string right) =>
        context.Name == "[[" ? Variables.Fits(left, right) : left == right;
}
