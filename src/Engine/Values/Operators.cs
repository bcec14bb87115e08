using System.Text.RegularExpressions;

namespace KlpShell.Engine;

internal static class Operators
{
    public static object? Arithmetic(char op, object? leftValue, object? rightValue)
    {
        object? left = Value.Base(leftValue), right = Value.Base(rightValue);
        if (left is string or char)
        {
            if (op == '+') return Value.Text(left) + Value.Text(right);
            if (op == '*') return Repeat(Value.Text(left), LanguagePrimitives.ConvertTo<int>(right!));
        }
        if (left is IList list && op is '+' or '*' && left is IList) return op == '+' ? Joined(left, right) : Times((IList)left, LanguagePrimitives.ConvertTo<int>(right!));
        if (left is IDictionary map && op == '+') return right is IDictionary more ? Merged(map, more) : right is null ? left : throw Refused(op, left, right, "A hash table can only be added to another hash table.", "AddHashTableToNonHashTable");
        if (left is null && op == '+') return right;
        if (left is null && op == '*') return null;
        if (left is DateTime or TimeSpan) return Clock(op, left, right);
        object a = left is null ? 0 : Numeric(op, left, right), b = right is null ? 0 : Numeric(op, right, left);
        return Number.Calculate(op, a, b);
    }

    private static object Numeric(char op, object value, object? other)
    {
        if (Number.IsNumeric(value)) return value;
        if (value is Enum) return Convert.ChangeType(value, Enum.GetUnderlyingType(value.GetType()), CultureInfo.InvariantCulture);
        if (value is bool flag) return flag ? 1 : 0;
        if (value is char letter) return (int)letter;
        if (value is string text) return text.Trim().Length == 0 ? 0 : Number.TryParse(text, out var number) ? number! : throw Converter.Failed(text, typeof(int), $"The input string '{text}' was not in a correct format.");
        throw Refused(op, value, other, $"Method invocation failed because [{TypeNames.Full(value.GetType())}] does not contain a method named 'op_{(op == '+' ? "Addition" : op == '-' ? "Subtraction" : op == '*' ? "Multiply" : op == '/' ? "Division" : "Modulus")}'.", "MethodNotFound");
    }

    private static RuntimeException Refused(char _, object? left, object? __, string message, string id) => new RuntimeException(message).With(id, ErrorCategory.InvalidOperation, left);

    private static object Clock(char op, object left, object? right) => (left, right) switch
    {
        (DateTime a, DateTime b) when op == '-' => a - b,
        (DateTime a, TimeSpan b) => op == '-' ? a - b : a + b,
        (TimeSpan a, TimeSpan b) => op == '-' ? a - b : a + b,
        _ => throw Refused(op, left, right, "A time can only be combined with a time.", "BadOperatorArgument"),
    };

    private static string Repeat(string text, int times) => times < 0 ? throw new RuntimeException("A string can't be repeated less than zero times.").With("BadOperatorArgument", ErrorCategory.InvalidOperation) : string.Concat(System.Linq.Enumerable.Repeat(text, times));

    private static object?[] Joined(object left, object? right)
    {
        var list = new List<object?>();
        Value.Unroll(left, list.Add);
        if (Value.Items(right) is { } items) foreach (var item in items) list.Add(item);
        else list.Add(right);
        return list.ToArray();
    }

    private static object?[] Times(IList list, int times)
    {
        var all = new object?[list.Count * times];
        for (var i = 0; i < all.Length; i++) all[i] = list[i % list.Count];
        return all;
    }

    private static Hashtable Merged(IDictionary left, IDictionary right)
    {
        var map = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in left) map.Add(entry.Key, entry.Value);
        foreach (DictionaryEntry entry in right) map.Add(entry.Key, entry.Value);
        return map;
    }

    public static object Bits(string op, object? leftValue, object? rightValue)
    {
        object left = Numeric('&', Value.Base(leftValue) ?? 0, null), right = Numeric('&', Value.Base(rightValue) ?? 0, null);
        bool wide = left is long or ulong or double or decimal, both = left is ulong || right is ulong;
        if (op is "shl" or "shr")
        {
            var by = Convert.ToInt32(right, CultureInfo.InvariantCulture);
            if (left is ulong bits) return op == "shl" ? bits << by : bits >> by;
            if (wide) return op == "shl" ? Convert.ToInt64(left) << by : Convert.ToInt64(left) >> by;
            return op == "shl" ? Convert.ToInt32(left) << by : Convert.ToInt32(left) >> by;
        }
        long a = left is ulong big ? (long)big : Convert.ToInt64(left), b = right is ulong large ? (long)large : Convert.ToInt64(right);
        var result = op switch { "band" => a & b, "bor" => a | b, _ => a ^ b };
        return both ? (ulong)result : wide || right is long or double or decimal ? (object)result : (int)result;
    }

    /// <summary>Compares for -eq and its kin; a collection on the left is filtered, as PowerShell does.</summary>
    public static object? Filter(object? left, Func<object?, bool> test)
    {
        if (Value.Items(left) is not { } items) return test(left);
        var kept = new List<object?>();
        foreach (var item in items)
            if (test(item)) kept.Add(item);
        return kept.ToArray();
    }

    public static bool Equal(object? first, object? second, bool ignoreCase)
    {
        object? left = Value.Base(first), right = Value.Base(second);
        if (left is null || right is null) return left is null && right is null;
        if (Number.IsNumeric(left) && Number.IsNumeric(right)) return Number.Compare(left, right) == 0;
        if (left is string text) return Collation.Equal(text, Value.Text(right), ignoreCase);
        if (left is bool flag) return flag == Value.Truth(right);
        if (left is char && right is string one) return Collation.Equal(Value.Text(left), one, ignoreCase);
        if (left.Equals(right)) return true;
        return Converter.TryConvert(right, left.GetType(), out var converted) && left.Equals(converted);
    }

    public static int Compare(object? first, object? second, bool ignoreCase)
    {
        object? left = Value.Base(first), right = Value.Base(second);
        if (left is null || right is null)
            return left is null ? right is null ? 0 : Number.IsNumeric(right) && Number.ToDouble(right) < 0 ? 1 : -1 : Number.IsNumeric(left) && Number.ToDouble(left) < 0 ? -1 : 1;
        if (left is string text) return Collation.Compare(text, Value.Text(right), ignoreCase);
        var converted = Number.IsNumeric(left) && !Number.IsNumeric(right) ? LanguagePrimitives.ConvertTo(right, typeof(double), CultureInfo.InvariantCulture) is double real && real == Math.Floor(real) && Math.Abs(real) < int.MaxValue ? (int)real : Converter.Convert(right, left.GetType()) : right;
        if (Number.IsNumeric(left) && Number.IsNumeric(converted)) return Number.Compare(left, converted!);
        if (left is IComparable comparable) return comparable.CompareTo(Converter.Convert(right, left.GetType()));
        if (left.Equals(right)) return 0;
        throw new PSArgumentException($"Cannot compare \"{Value.Text(left)}\" because it is not IComparable.");
    }

    public static bool Match(object? left, object? right, bool ignoreCase, Scope scope)
    {
        var match = Regex.Match(Value.Text(left), Value.Text(right), ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        if (!match.Success) return false;
        var map = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (Group group in match.Groups)
            if (group.Success) map[int.TryParse(group.Name, out var index) ? index : group.Name] = group.Value;
        scope.Set("Matches", map);
        return true;
    }

    public static object Split(object? left, object? right, bool ignoreCase)
    {
        var arguments = Value.ToList(right);
        var limit = arguments.Count > 1 ? LanguagePrimitives.ConvertTo<int>(arguments[1]!) : 0;
        var all = new List<object?>();
        var simple = arguments.Count > 2 && Value.Text(arguments[2]).Equals("SimpleMatch", StringComparison.OrdinalIgnoreCase);
        if (arguments.Count > 2 && !simple || Value.Base(arguments[0]) is ScriptBlock) throw new RuntimeException("-split takes a pattern, a limit and 'SimpleMatch'; other options are not part of this language.").With("BadOperatorArgument", ErrorCategory.InvalidOperation);
        var regex = new Regex(simple ? Regex.Escape(Value.Text(arguments[0])) : Value.Text(arguments[0]), ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        foreach (var item in Value.ToList(left)) all.AddRange(limit > 0 ? regex.Split(Value.Text(item), limit) : regex.Split(Value.Text(item)));
        return all.ToArray();
    }

    public static object Replace(object? left, object? right, bool ignoreCase)
    {
        var arguments = Value.ToList(right);
        var regex = new Regex(Value.Text(arguments.Count > 0 ? arguments[0] : null), ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        string One(object? item) => arguments.Count > 1 && Value.Base(arguments[1]) is ScriptBlock block
            ? regex.Replace(Value.Text(item), match => Value.Text(block.Run(match)))
            : regex.Replace(Value.Text(item), arguments.Count > 1 ? Value.Text(arguments[1]) : "");
        return Value.Items(left) is null ? One(left) : Array.ConvertAll(Value.ToList(left).ToArray(), item => (object)One(item));
    }

    public static object Join(object? left, string separator) => string.Join(separator, Array.ConvertAll(Value.ToList(left).ToArray(), Value.Text));

    public static string Format(object? left, object? right) => string.Format(CultureInfo.InvariantCulture, Value.Text(left), Array.ConvertAll(Value.ToList(right).ToArray(), Value.Base));

    public static object Range(object? first, object? last)
    {
        int from = LanguagePrimitives.ConvertTo<int>(first!), to = LanguagePrimitives.ConvertTo<int>(last!);
        var items = new object[Math.Abs(to - from) + 1];
        for (var i = 0; i < items.Length; i++) items[i] = from <= to ? from + i : from - i;
        return items;
    }
}
