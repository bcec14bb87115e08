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

        bool negated = words.Count > 0 && words[0] == "!";
        if (negated) words.RemoveAt(0);
        return Holds(context, words) != negated ? 0 : 1;
    }

    private static bool Holds(CommandContext context, List<string> words) => words switch
    {
        [] => false,
        [var text] => text.Length > 0,
        ["-n", var text] => text.Length > 0,
        ["-z", var text] => text.Length == 0,
        ["-e", var path] => context.Files.Node(path) is not null || context.Files.IsScratch(path),
        ["-d", var path] => context.Files.Node(path) is { IsDirectory: true },
        ["-f", var path] => context.Files.Node(path) is { IsDirectory: false } || context.Files.IsScratch(path),
        [var left, "=" or "==", var right] => left == right,
        [var left, "!=", var right] => left != right,
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
}
