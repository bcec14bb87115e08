using System.Globalization;
using System.Text;

namespace KlpShell.Core.Execution.MachineCode;

/// <summary>Expands the formats of printk and its kin (lib/vsprintf.c), as far as modules commonly use them.</summary>
internal sealed class PrintfFormat(Kernel kernel, Processor processor, int next)
{
    private int _next = next;

    /// <summary>The text with its arguments filled in.</summary>
    public string Expand(string format)
    {
        StringBuilder text = new();
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                text.Append(format[i]);
                continue;
            }

            int start = ++i;
            while (i < format.Length && "-+ #0".Contains(format[i], System.StringComparison.Ordinal)) i++;
            string flags = format[start..i];
            int width = Number(format, ref i);
            int precision = -1;
            if (i < format.Length && format[i] == '.')
            {
                i++;
                precision = Number(format, ref i);
            }

            int length = i;
            while (i < format.Length && format[i] is 'l' or 'h' or 'z' or 't' or 'L') i++;
            if (i >= format.Length) throw new OpaqueException("a format ends within a conversion");
            string converted = Convert(format, ref i, format[length..i], flags, precision);
            char pad = flags.Contains('0', System.StringComparison.Ordinal) && precision < 0 ? '0' : ' ';
            text.Append(flags.Contains('-', System.StringComparison.Ordinal) ? converted.PadRight(width) : converted.PadLeft(width, pad));
        }

        return text.ToString();
    }

    private int Number(string format, ref int at)
    {
        if (at < format.Length && format[at] == '*')
        {
            at++;
            return (int)processor.Argument(_next++);
        }

        int value = 0;
        while (at < format.Length && char.IsAsciiDigit(format[at]) && value < 10_000) value = value * 10 + (format[at++] - '0');
        return value;
    }

    private string Convert(string format, ref int at, string length, string flags, int precision)
    {
        char conversion = format[at];
        if (conversion == '%') return "%";
        ulong value = processor.Argument(_next++);
        bool wide = length is "l" or "ll" or "z" or "t" or "L";
        ulong unsigned = wide ? value : length == "hh" ? (byte)value : length == "h" ? (ushort)value : (uint)value;
        long signed = wide ? (long)value : length == "hh" ? (sbyte)value : length == "h" ? (short)value : (int)value;
        string sign = signed >= 0 && flags.Contains('+', System.StringComparison.Ordinal) ? "+" : "";
        string prefix = flags.Contains('#', System.StringComparison.Ordinal) ? "0x" : "";
        switch (conversion)
        {
            case 'd' or 'i':
                return sign + signed.ToString(CultureInfo.InvariantCulture);
            case 'u':
                return unsigned.ToString(CultureInfo.InvariantCulture);
            case 'x':
                return prefix + unsigned.ToString("x", CultureInfo.InvariantCulture);
            case 'X':
                return prefix.ToUpperInvariant() + unsigned.ToString("X", CultureInfo.InvariantCulture);
            case 'o':
                return System.Convert.ToString((long)unsigned, 8);
            case 'c':
                return ((char)(byte)value).ToString();
            case 's':
                string text = processor.Text(value);
                return precision >= 0 && precision < text.Length ? text[..precision] : text;
            case 'p':
                return Pointer(format, ref at, value);
            default:
                throw new OpaqueException($"it prints with %{length}{conversion}");
        }
    }

    private string Pointer(string format, ref int at, ulong value)
    {
        char kind = at + 1 < format.Length ? format[at + 1] : ' ';
        if (kind is 's' or 'S')
        {
            at++;
            return kind == 's' ? kernel.Symbols.NameAt(value) : kernel.Symbols.Describe(value);
        }

        if (kind == 'x') at++;
        else if (char.IsAsciiLetterOrDigit(kind)) throw new OpaqueException($"it prints with %p{kind}");
        return value.ToString("x16", CultureInfo.InvariantCulture);
    }
}
