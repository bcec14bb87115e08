using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>find and xargs.</summary>
internal static class FindCommand
{
    /// <summary>find [PATH...] [-type f|d] [-name PATTERN] [-maxdepth N] [-mindepth N].</summary>
    public static int Run(CommandContext context)
    {
        List<string> starts = [];
        char type = '\0';
        Regex? name = null;
        int deepest = int.MaxValue;
        int shallowest = 0;
        for (int i = 0; i < context.Arguments.Count; i++)
        {
            string argument = context.Arguments[i];
            if (!argument.StartsWith('-'))
            {
                starts.Add(argument);
                continue;
            }

            string value = ++i < context.Arguments.Count ? context.Arguments[i] : throw context.Unknown(argument);
            if (argument == "-type") type = value[0];
            else if (argument == "-name") name = new Regex("^" + Regex.Escape(value).Replace("\\*", ".*").Replace("\\?", ".") + "$");
            else if (argument == "-maxdepth") deepest = int.Parse(value, CultureInfo.InvariantCulture);
            else if (argument == "-mindepth") shallowest = int.Parse(value, CultureInfo.InvariantCulture);
            else throw context.Unknown(argument);
        }

        int exit = 0;
        foreach (string start in starts.Count == 0 ? ["."] : starts)
        {
            if (context.Files.Node(start) is { } node)
            {
                Walk(start, node, 0);
                continue;
            }

            context.Complain($"'{start}': {Errno.ENOENT.Text()}");
            exit = 1;
        }

        return exit;

        void Walk(string path, FileNode node, int depth)
        {
            bool wanted = depth >= shallowest && (type == '\0' || type == 'd' == node.IsDirectory) && name?.IsMatch(node.Name) != false;
            if (wanted) context.Line(path);
            if (depth == deepest) return;
            foreach (FileNode child in node.Children) Walk($"{path.TrimEnd('/')}/{child.Name}", child, depth + 1);
        }
    }

    /// <summary>xargs COMMAND [ARGUMENT...]: the words of standard input become its last arguments.</summary>
    public static int Xargs(CommandContext context)
    {
        List<string> command = [.. context.Arguments];
        int most = int.MaxValue;
        if (command is ["-n", var count, ..] && int.TryParse(count, CultureInfo.InvariantCulture, out most)) command.RemoveRange(0, 2);
        else if (command.Count > 0 && command[0].StartsWith("-n", System.StringComparison.Ordinal) && int.TryParse(command[0][2..], CultureInfo.InvariantCulture, out most)) command.RemoveAt(0);
        else most = int.MaxValue;
        if (command.Count == 0 || command[0].StartsWith('-')) throw context.Unknown("that use");
        context.ReadInput(out string text);
        string[] given = text.Split([' ', '\t', '\n'], System.StringSplitOptions.RemoveEmptyEntries);
        int worst = 0;
        for (int i = 0; i == 0 || i < given.Length; i += System.Math.Min(most, System.Math.Max(1, given.Length)))
        {
            List<string> words = [.. command, .. given[i..System.Math.Min(given.Length, (int)System.Math.Min((long)i + most, int.MaxValue))]];
            if (context.Session.RunWords(words, context.Descriptors) != 0) worst = 123;
        }

        return worst;
    }
}
