namespace System.Management.Automation;

public static class LanguagePrimitives
{
    public static IEnumerable? GetEnumerable(object? obj) => Value.Items(obj);

    public static IEnumerator? GetEnumerator(object? obj) => Value.Items(obj)?.GetEnumerator();

    public static bool IsTrue(object? obj) => Value.Truth(obj);

    public static new bool Equals(object? first, object? second) => Operators.Equal(first, second, false);

    public static bool Equals(object? first, object? second, bool ignoreCase) => Operators.Equal(first, second, ignoreCase);

    public static int Compare(object? first, object? second) => Operators.Compare(first, second, false);

    public static int Compare(object? first, object? second, bool ignoreCase) => Operators.Compare(first, second, ignoreCase);

    public static object? ConvertTo(object? valueToConvert, Type resultType) => Converter.Convert(valueToConvert, resultType);

    public static object? ConvertTo(object? valueToConvert, Type resultType, IFormatProvider formatProvider) => Converter.Convert(valueToConvert, resultType);

    public static T ConvertTo<T>(object? valueToConvert) => (T)Converter.Convert(valueToConvert, typeof(T))!;

    public static bool TryConvertTo(object? valueToConvert, Type resultType, out object? result) => Converter.TryConvert(valueToConvert, resultType, out result);

    public static bool TryConvertTo<T>(object? valueToConvert, out T? result)
    {
        var converted = Converter.TryConvert(valueToConvert, typeof(T), out var value);
        result = converted ? (T?)value : default;
        return converted;
    }
}
