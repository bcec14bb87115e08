using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using KlpShell.Conformance.Shell.Files;
using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>Small commands that print what they are given.</summary>
internal static class PrintCommands
{
    /// <summary>printf FORMAT [WORD...]: %s %d %i %u %x %X %o %c %%, with flags and widths; as long as there are words the format is used again.</summary>
    public static int Print(CommandContext context)
    {
        if (context.Arguments.Count == 0) throw context.Unknown("a use without a format");
        string format = Escapes.Read(context.Arguments[0]);
        int next = 1;
        do
        {
            int before = next;
            context.Out(Once(context, format, ref next));
            if (next == before) break;
        }
        while (next < context.Arguments.Count);
        return 0;
    }

    /// <summary>seq [FIRST [STEP]] LAST.</summary>
    public static int Sequence(CommandContext context)
    {
        List<long> numbers = [];
        foreach (string word in context.Arguments) numbers.Add(long.TryParse(word, CultureInfo.InvariantCulture, out long number) ? number : throw context.Unknown(word));
        (long first, long step, long last) = numbers switch
        {
            [var end] => (1, 1, end),
            [var begin, var end] => (begin, 1, end),
            [var begin, var by, var end] => (begin, by, end),
            _ => throw context.Unknown("that use"),
        };
        for (long i = first; step > 0 ? i <= last : i >= last; i += step) context.Line(i.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    /// <summary>tee [-a] FILE...: what can't be written to a file is complained about, and goes on to the output.</summary>
    public static int Tee(CommandContext context)
    {
        Options options = new(context, flags: "a", valued: "");
        context.ReadInput(out string text);
        int exit = 0;
        List<(string Path, OpenFile File)> files = [];
        foreach (string path in options.Operands)
        {
            Status status = context.Files.OpenForWriting(path, options.Has('a'), out OpenFile file);
            if (status.Succeeded) files.Add((path, file));
            else exit = Complain(context, path, status);
        }

        context.Out(text);
        foreach ((string path, OpenFile file) in files)
        {
            Status status = text.Length == 0 ? Status.Ok : file.Write(text);
            file.Close();
            if (!status.Succeeded) exit = Complain(context, path, status);
        }

        return exit;
    }

    /// <summary>basename PATH [SUFFIX].</summary>
    public static int BaseName(CommandContext context)
    {
        string name = context.Arguments[0].TrimEnd('/');
        name = name[(name.LastIndexOf('/') + 1)..];
        if (context.Arguments.Count > 1 && name.EndsWith(context.Arguments[1], StringComparison.Ordinal) && name != context.Arguments[1]) name = name[..^context.Arguments[1].Length];
        context.Line(name);
        return 0;
    }

    /// <summary>dirname PATH.</summary>
    public static int DirectoryName(CommandContext context)
    {
        string path = context.Arguments[0].TrimEnd('/');
        int slash = path.LastIndexOf('/');
        context.Line(slash < 0 ? "." : slash == 0 ? "/" : path[..slash]);
        return 0;
    }

    /// <summary>readlink -f PATH and realpath PATH: there are no links here.</summary>
    public static int ReadLink(CommandContext context)
    {
        Options options = new(context, flags: "f", valued: "");
        if (context.Name == "readlink" && !options.Has('f')) return 1;
        context.Line(context.Files.Resolve(options.Operands[0]));
        return 0;
    }

    /// <summary>pwd.</summary>
    public static int WorkingDirectory(CommandContext context)
    {
        context.Line(context.Files.WorkingDirectory);
        return 0;
    }

    /// <summary>expr A OP B, with + - * / % and the comparisons.</summary>
    public static int Expression(CommandContext context)
    {
        long value = new Arithmetic(string.Join(' ', context.Arguments).Replace(" = ", " == ", StringComparison.Ordinal), static _ => null).Value();
        context.Line(value.ToString(CultureInfo.InvariantCulture));
        return value == 0 ? 1 : 0;
    }

    private static int Complain(CommandContext context, string path, Status status)
    {
        context.Complain($"{path}: {status.Errno.Text()}");
        return 1;
    }

    private static string Once(CommandContext context, string format, ref int next)
    {
        StringBuilder text = new();
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                text.Append(format[i]);
                continue;
            }

            if (i + 1 < format.Length && format[i + 1] == '%')
            {
                text.Append('%');
                i++;
                continue;
            }

            int start = ++i;
            while (i < format.Length && "-+0 #.123456789".Contains(format[i])) i++;
            string flags = format[start..i];
            string word = next < context.Arguments.Count ? context.Arguments[next] : "";
            next++;
            text.Append(Field(context, flags, i < format.Length ? format[i] : '\0', word));
        }

        return text.ToString();
    }

    private static string Field(CommandContext context, string flags, char kind, string word)
    {
        if (flags.Contains('.') || flags.Contains('#') || flags.Contains(' ') || flags.Contains('+')) throw context.Unknown($"%{flags}{kind}");
        bool left = flags.StartsWith('-');
        bool zeros = flags.StartsWith('0');
        int width = flags.TrimStart('-', '0') is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : 0;
        long number = kind is 's' or 'c' || word.Length == 0 ? 0 : new Arithmetic(word, static _ => null).Value();
        string value = kind switch
        {
            's' => word,
            'c' => word.Length > 0 ? word[..1] : "",
            'd' or 'i' or 'u' => number.ToString(CultureInfo.InvariantCulture),
            'x' => number.ToString("x", CultureInfo.InvariantCulture),
            'X' => number.ToString("X", CultureInfo.InvariantCulture),
            'o' => Convert.ToString(number, 8),
            _ => throw context.Unknown($"%{flags}{kind}"),
        };
        return left ? value.PadRight(width) : value.PadLeft(width, zeros && kind != 's' ? '0' : ' ');
    }
}
