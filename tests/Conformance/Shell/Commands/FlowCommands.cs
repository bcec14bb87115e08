using System;
using System.Collections.Generic;
using System.Globalization;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>What the shell does itself with its own flow and its variables.</summary>
internal static class FlowCommands
{
    /// <summary>break [N], continue [N], return [N] and exit [N].</summary>
    public static int Leave(CommandContext context)
    {
        int number = context.Arguments.Count > 0 ? int.Parse(context.Arguments[0], CultureInfo.InvariantCulture)
            : context.Name is "break" or "continue" ? 1 : int.Parse(context.Session.Value("?")!, CultureInfo.InvariantCulture);
        throw new FlowException(context.Name, number);
    }

    /// <summary>eval WORD...</summary>
    public static int Evaluate(CommandContext context) => context.Session.RunHere(string.Join(' ', context.Arguments), context.Descriptors);

    /// <summary>read [-r] NAME...: a line, cut at blanks; the last variable gets the rest.</summary>
    public static int Read(CommandContext context)
    {
        Options options = new(context, flags: "r", valued: "");
        List<string> names = options.Operands.Count == 0 ? ["REPLY"] : options.Operands;
        string? line = context.Descriptors.GetValueOrDefault(0)?.ReadLine();
        string rest = (line ?? "").Trim(' ', '\t');
        for (int i = 0; i < names.Count; i++)
        {
            int blank = i + 1 < names.Count ? rest.IndexOfAny([' ', '\t']) : -1;
            context.Session.SetVariable(names[i], blank < 0 ? rest : rest[..blank]);
            rest = blank < 0 ? "" : rest[blank..].TrimStart(' ', '\t');
        }

        return line is null ? 1 : 0;
    }

    /// <summary>export, local and declare without options: NAME[=VALUE]...</summary>
    public static int Declare(CommandContext context)
    {
        foreach (string word in context.Arguments)
        {
            if (word.StartsWith('-')) throw context.Unknown($"the option {word}");
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) context.Session.SetVariable(word[..equals], word[(equals + 1)..]);
        }

        return 0;
    }

    /// <summary>unset NAME...</summary>
    public static int Unset(CommandContext context)
    {
        foreach (string word in context.Arguments)
        {
            if (word.StartsWith('-')) throw context.Unknown($"the option {word}");
            context.Session.Variables[word] = null;
        }

        return 0;
    }

    /// <summary>set -- WORD..., and set with options that change nothing here.</summary>
    public static int Set(CommandContext context)
    {
        if (context.Arguments is not ["--", ..]) throw context.Unknown("that use");
        List<string> words = [.. context.Arguments];
        context.Session.Variables.Positional = words.GetRange(1, words.Count - 1);
        return 0;
    }

    /// <summary>shift [N].</summary>
    public static int Shift(CommandContext context)
    {
        int count = context.Arguments.Count == 0 ? 1 : int.Parse(context.Arguments[0], CultureInfo.InvariantCulture);
        List<string> words = [.. context.Session.Variables.Positional];
        if (count > words.Count) return 1;
        context.Session.Variables.Positional = words.GetRange(count, words.Count - count);
        return 0;
    }
}
