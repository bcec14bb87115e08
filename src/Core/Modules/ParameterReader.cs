using System.Collections.Generic;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Modules;

/// <summary>Reads the parameters of a module as parse_args and the param_set functions do (kernel/params.c).</summary>
internal static class ParameterReader
{
    /// <summary>
    /// Splits insmod's command line into names and values, up to <c>--</c> (next_arg); a name without <c>=</c> has a null value. Double quotes
    /// keep blanks together.
    /// </summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="rest">What follows <c>--</c>; null where there is none.</param>
    public static List<(string Name, string? Value)> Split(string arguments, out string? rest)
    {
        List<(string, string?)> parts = [];
        rest = null;
        int at = 0;
        while (at < arguments.Length)
        {
            if (char.IsWhiteSpace(arguments[at]))
            {
                at++;
                continue;
            }

            bool wholeQuoted = arguments[at] == '"';
            if (wholeQuoted) at++;
            int start = at;
            bool quoted = wholeQuoted;
            int equals = -1;
            for (; at < arguments.Length && (quoted || !char.IsWhiteSpace(arguments[at])); at++)
            {
                if (arguments[at] == '=' && equals < 0) equals = at - start;
                if (arguments[at] == '"') quoted = !quoted;
            }

            // Only the quotes around the whole, or around the value, go; others are part of it.
            string part = arguments[start..at];
            bool valueQuoted = equals >= 0 && equals + 1 < part.Length && part[equals + 1] == '"';
            if ((wholeQuoted || valueQuoted) && part.EndsWith('"') && part.Length > equals + 2) part = part[..^1];
            if (part == "--")
            {
                rest = arguments[at..].TrimStart();
                break;
            }

            parts.Add(equals < 0 ? (part, null) : (part[..equals], part[(equals + (valueQuoted ? 2 : 1))..]));
        }

        return parts;
    }

    /// <summary>Reads one value.</summary>
    /// <param name="type">The parameter's type; for an array, that of its elements is int.</param>
    /// <param name="text">The text, a newline at its end included; null where no value was given.</param>
    /// <param name="value">What it is worth.</param>
    /// <returns>EINVAL where the text can't be read as that type, ERANGE where a number doesn't fit.</returns>
    public static Errno Read(ParameterType type, string? text, out Value value)
    {
        value = text ?? "";
        switch (type)
        {
            case ParameterType.Bool:
                value = ReadBool(text) is { } flag ? (flag ? 1 : 0) : default;
                return ReadBool(text) is null ? Errno.EINVAL : Errno.None;
            case ParameterType.Int or ParameterType.UInt or ParameterType.ULong or ParameterType.IntArray:
                if (text is null) return Errno.EINVAL;
                Errno errno = KernelNumber.TryParse(text, type == ParameterType.UInt ? "uint" : type == ParameterType.ULong ? "ulong" : "int", out long number, out _);
                value = number;
                return errno;
            default:
                return text is not null || type == ParameterType.Callback ? Errno.None : Errno.EINVAL;
        }
    }

    /// <summary>A value as its file shows it, with its newline; an array that holds nothing shows nothing.</summary>
    public static string Show(ParameterType type, Value value) => type switch
    {
        ParameterType.Bool => value.IsTrue ? "Y\n" : "N\n",
        ParameterType.IntArray when value.Text is { Length: 0 } => "",
        _ => $"{value}\n",
    };

    // strtobool of the first kernels; later ones know more words (KernelString.TryParseBool).
    private static bool? ReadBool(string? text) => text switch
    {
        null => true,
        ['y' or 'Y' or '1', ..] => true,
        ['n' or 'N' or '0', ..] => false,
        _ => null,
    };
}
