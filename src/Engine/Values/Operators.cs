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
            if (op == '*') return Repeat(Value.Text(left), Converter.To<int>(right!));
        }
        if (left is IList && op == '+') return Joined(left, right);
        if (left is null && op == '+') return right;
        if (left is null && op == '*') return null;
        object a = left is null ? 0 : Numeric(op, left), b = right is null ? 0 : Numeric(op, right);
        return Number.Calculate(op, a, b);
    }

    private static object Numeric(char op, object value)
    {
        if (Number.IsNumeric(value)) return value;
        if (value is Enum) return Convert.ChangeType(value, Enum.GetUnderlyingType(value.GetType()), CultureInfo.InvariantCulture);
        if (value is bool flag) return flag ? 1 : 0;
        if (value is char letter) return (int)letter;
        if (value is string text) return text.Trim().Length == 0 ? 0 : Number.TryParse(text, out var number) ? number! : throw Converter.Failed(text, typeof(int), $"The input string '{text}' was not in a correct format.");
        throw new RuntimeException($"Method invocation failed because [{TypeNames.Full(value.GetType())}] does not contain a method named 'op_{(op == '+' ? "Addition" : op == '-' ? "Subtraction" : op == '*' ? "Multiply" : op == '/' ? "Division" : "Modulus")}'.").With("MethodNotFound", ErrorCategory.InvalidOperation, value);
    }

    private static string Repeat(string text, int times) => times < 0 ? throw new RuntimeException("A string can't be repeated less than zero times.").With("BadOperatorArgument", ErrorCategory.InvalidOperation) : string.Concat(System.Linq.Enumerable.Repeat(text, times));

    private static object?[] Joined(object left, object? right)
    {
        var list = Value.ToList(left);
        Value.Unroll(right, list.Add);
        return list.ToArray();
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
        var converted = Number.IsNumeric(left) && !Number.IsNumeric(right) ? Converter.To<double>(right) is var real && real == Math.Floor(real) && Math.Abs(real) < int.MaxValue ? (int)real : Converter.Convert(right, left.GetType()) : right;
        if (Number.IsNumeric(left) && Number.IsNumeric(converted)) return Number.Compare(left, converted!);
        if (left is IComparable comparable) return comparable.CompareTo(Converter.Convert(right, left.GetType()));
        if (left.Equals(right)) return 0;
        throw new PSArgumentException($"Cannot compare \"{Value.Text(left)}\" because it is not IComparable.");
    }

    public static bool Like(object? left, object? right, bool ignoreCase) => new WildcardPattern(Value.Text(right), ignoreCase ? WildcardOptions.IgnoreCase : 0).IsMatch(Value.Text(left));

    public static bool Match(object? left, object? right, bool ignoreCase)
    {
        var match = Regex.Match(Value.Text(left), Value.Text(right), ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        if (!match.Success) return false;
        var map = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (Group group in match.Groups)
            if (group.Success) map[int.TryParse(group.Name, out var index) ? index : group.Name] = group.Value;
        Session.Current!.Scope.Set("Matches", map);
        return true;
    }

    public static object Join(object? left, string separator) => string.Join(separator, Array.ConvertAll(Value.ToList(left).ToArray(), Value.Text));

    public static object Range(object? first, object? last)
    {
        int from = Converter.To<int>(first!), to = Converter.To<int>(last!);
        var items = new object[Math.Abs(to - from) + 1];
        for (var i = 0; i < items.Length; i++) items[i] = from <= to ? from + i : from - i;
        return items;
    }
}
