using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Modules;

/// <summary>Reads the parameters of a module as parse_args does (kernel/params.c).</summary>
internal static class ParameterReader
{
    /// <summary>Splits insmod's command line into names and values; a name without <c>=</c> has a null value. Double quotes keep blanks together.</summary>
    public static List<(string Name, string? Value)> Split(string arguments) => Split(arguments, dashesEnd: false, out _);

    /// <summary>Splits insmod's command line, up to <c>--</c> where that ends it.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="dashesEnd">True where <c>--</c> ends it.</param>
    /// <param name="rest">What follows <c>--</c>; null where there is none.</param>
    public static List<(string Name, string? Value)> Split(string arguments, bool dashesEnd, out string? rest)
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

            int start = at;
            bool quoted = false;
            while (at < arguments.Length && (quoted || !char.IsWhiteSpace(arguments[at])))
            {
                if (arguments[at++] == '"') quoted = !quoted;
            }

            string part = arguments[start..at].Replace("\"", "", StringComparison.Ordinal);
            if (dashesEnd && part == "--")
            {
                rest = arguments[at..].TrimStart();
                break;
            }

            int equals = part.IndexOf('=', StringComparison.Ordinal);
            parts.Add(equals < 0 ? (part, null) : (part[..equals], part[(equals + 1)..]));
        }

        return parts;
    }

    /// <summary>Reads one value.</summary>
    /// <param name="type">The parameter's type.</param>
    /// <param name="text">The text; null where no value was given.</param>
    /// <param name="value">What it is worth.</param>
    /// <returns>False where the text can't be read as that type.</returns>
    public static bool TryRead(ParameterType type, string? text, out Value value)
    {
        value = text ?? "";
        switch (type)
        {
            case ParameterType.Bool:
                value = ReadBool(text) is { } flag ? (flag ? 1 : 0) : default;
                return ReadBool(text) is not null;
            case ParameterType.Int or ParameterType.UInt or ParameterType.ULong:
                bool read = TryReadNumber(text, out long number);
                value = number;
                return read && (type != ParameterType.Int || (number >= int.MinValue && number <= int.MaxValue));
            case ParameterType.IntArray:
                foreach (string item in (text ?? "").Split(','))
                {
                    if (!TryReadNumber(item, out _)) return false;
                }

                return true;
            default:
                return text is not null || type == ParameterType.Callback;
        }
    }

    /// <summary>A value as its file shows it.</summary>
    public static string Show(ParameterType type, Value value) => type == ParameterType.Bool ? (value.IsTrue ? "Y" : "N") : value.ToString();

    private static bool? ReadBool(string? text) => text switch
    {
        null => true,
        ['y' or 'Y' or '1', ..] => true,
        ['n' or 'N' or '0', ..] => false,
        ['o' or 'O', 'n' or 'N', ..] => true,
        ['o' or 'O', 'f' or 'F', ..] => false,
        _ => null,
    };

    private static bool TryReadNumber(string? text, out long number)
    {
        number = 0;
        if (string.IsNullOrEmpty(text)) return false;
        bool negative = text[0] == '-';
        string digits = negative ? text[1..] : text;
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            bool hexadecimal = ulong.TryParse(digits.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong bits);
            number = negative ? -(long)bits : (long)bits;
            return hexadecimal;
        }

        bool read = ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value);
        number = negative ? -(long)value : (long)value;
        return read;
    }
}
