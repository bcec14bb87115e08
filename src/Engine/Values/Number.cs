namespace KlpShell.Engine;

/// <summary>Arithmetic as PowerShell widens it: int, long, then double on overflow; decimal over all.</summary>
internal static class Number
{
    public static bool IsNumeric(object? value) => value is not (null or Enum or DateTime) && Type.GetTypeCode(value.GetType()) is >= TypeCode.SByte and <= TypeCode.Decimal;

    public static double ToDouble(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    public static object Calculate(char op, object left, object right)
    {
        var code = (TypeCode)Math.Max((int)Type.GetTypeCode(left.GetType()), (int)Type.GetTypeCode(right.GetType()));
        if (op is '/' or '%' && code <= TypeCode.UInt64 && ToDouble(right) == 0) throw new DivideByZeroException("Attempted to divide by zero.");
        if (code == TypeCode.UInt64 && (IsNegative(left) || IsNegative(right))) code = TypeCode.Decimal;
        try
        {
            return code switch
            {
                <= TypeCode.Int32 => Fit(Whole(op, ToInt64(left), ToInt64(right)), int.MinValue, int.MaxValue),
                TypeCode.UInt32 => Fit(Whole(op, ToInt64(left), ToInt64(right)), IsNegative(left) || IsNegative(right) ? long.MinValue : 0, uint.MaxValue),
                TypeCode.Int64 => Whole(op, ToInt64(left), ToInt64(right)),
                TypeCode.UInt64 => Unsigned(op, Convert.ToUInt64(left), Convert.ToUInt64(right)),
                TypeCode.Decimal => Decimals(op, Convert.ToDecimal(left), Convert.ToDecimal(right)),
                _ => Doubles(op, ToDouble(left), ToDouble(right)),
            };
        }
        catch (OverflowException) when (code != TypeCode.Decimal) { return Doubles(op, ToDouble(left), ToDouble(right)); }
    }

    public static int Compare(object left, object right)
    {
        var code = (TypeCode)Math.Max((int)Type.GetTypeCode(left.GetType()), (int)Type.GetTypeCode(right.GetType()));
        if (code is TypeCode.Single or TypeCode.Double) return ToDouble(left).CompareTo(ToDouble(right));
        if (code <= TypeCode.Int64) return ToInt64(left).CompareTo(ToInt64(right));
        return left is double or float || right is double or float ? ToDouble(left).CompareTo(ToDouble(right)) : Convert.ToDecimal(left).CompareTo(Convert.ToDecimal(right));
    }

    /// <summary>A number as it is written: decimal, hex, exponent, the l, u, ul and d suffixes, kb to pb.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out object? number)
    {
        number = null;
        text = text.Trim();
        var negative = text.Length > 1 && text[0] == '-';
        if (text.Length > 1 && text[0] is '-' or '+') text = text[1..];
        if (text.Length == 0 || !char.IsAsciiDigit(text[0]) && text[0] != '.') return false;
        long scale = 1;
        if (text.Length > 2 && text[^1] is 'b' or 'B' && "kmgtp".IndexOf(char.ToLowerInvariant(text[^2])) is >= 0 and var power)
        {
            scale = 1L << (10 * (power + 1));
            text = text[..^2];
        }
        var hex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var suffix = "";
        while (text.Length > 1 && char.ToLowerInvariant(text[^1]) is 'l' or 'u' or 'd' && !(hex && text[^1] is 'd' or 'D'))
        {
            suffix = char.ToLowerInvariant(text[^1]) + suffix;
            text = text[..^1];
        }
        if (suffix is not ("" or "l" or "u" or "ul" or "d")) return false;
        if (hex)
        {
            if (!ulong.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)) return false;
            // Eight and sixteen digits are the bits of a signed number: 0xffffffff is -1.
            decimal value = suffix.Contains('u') ? bits : text.Length == 10 && suffix == "" ? (int)(uint)bits : text.Length == 18 ? (long)bits : bits;
            return Narrow((negative ? -value : value) * scale, suffix, out number);
        }
        if (decimal.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole < 1e20m) return Narrow((negative ? -whole : whole) * scale, suffix, out number);
        if (suffix == "d" && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)) number = (negative ? -exact : exact) * scale;
        else if (suffix == "" && double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var real)) number = (negative ? -real : real) * scale;
        return number is not null;
    }

    private static bool Narrow(decimal value, string suffix, out object? number)
    {
        number = suffix switch
        {
            "d" => value,
            "u" => value < 0 ? null : value <= uint.MaxValue ? (object)(uint)value : value <= ulong.MaxValue ? (ulong)value : null,
            "ul" => value is >= 0 and <= ulong.MaxValue ? (ulong)value : null,
            "l" => value is >= long.MinValue and <= long.MaxValue ? (long)value : null,
            _ => value is >= int.MinValue and <= int.MaxValue ? (object)(int)value : value is >= long.MinValue and <= long.MaxValue ? (object)(long)value : value,
        };
        return number is not null;
    }

    private static bool IsNegative(object value) => value is sbyte or short or int or long && ToInt64(value) < 0;

    private static long ToInt64(object value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);

    private static object Fit(object value, long low, long high) => value is not long whole ? value
        : whole < low || whole > high ? (double)whole : high == uint.MaxValue ? (low == 0 ? (object)(uint)whole : whole) : (int)whole;

    private static object Whole(char op, long a, long b) => op switch
    {
        '+' => (object)checked(a + b),
        '-' => checked(a - b),
        '*' => checked(a * b),
        '/' => a % b == 0 ? a / b : (object)((double)a / b),
        _ => a % b,
    };

    private static object Unsigned(char op, ulong a, ulong b) => op switch
    {
        '+' => (object)checked(a + b),
        '-' => checked(a - b),
        '*' => checked(a * b),
        '/' => a % b == 0 ? a / b : (object)((double)a / b),
        _ => a % b,
    };

    private static object Decimals(char op, decimal a, decimal b) => op switch { '+' => a + b, '-' => a - b, '*' => a * b, '/' => a / b, _ => a % b };

    private static object Doubles(char op, double a, double b) => op switch { '+' => a + b, '-' => a - b, '*' => a * b, '/' => a / b, _ => a % b };
}
