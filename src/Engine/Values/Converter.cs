namespace KlpShell.Engine;

/// <summary>PowerShell's conversions, in its order: as it is, text, truth, array, enum, number, Parse.</summary>
internal static class Converter
{
    private const BindingFlags Statics = BindingFlags.Public | BindingFlags.Static;

    public static T To<T>(object? value) => (T)Convert(value, typeof(T))!;

    public static bool TryConvert(object? value, Type type, out object? result)
    {
        try
        {
            result = Convert(value, type);
            return true;
        }
        catch (Exception error) when (error is InvalidCastException or RuntimeException or FormatException or OverflowException)
        {
            result = null;
            return false;
        }
    }

    public static object? Convert(object? value, Type type)
    {
        if (type == typeof(object)) return ReferenceEquals(value, Value.Nothing) ? null : value;
        if (type == typeof(PSObject)) return value is null ? null : value is IDictionary bag ? PSObject.FromMap(bag) : PSObject.AsPSObject(value);
        var source = Value.Base(value);
        if (source is null) return FromNull(type);
        if (type.IsInstanceOfType(source)) return source;
        if (Nullable.GetUnderlyingType(type) is { } inner) return Convert(source, inner);
        if (type == typeof(string)) return value is PSObject { Literal: { } literal } ? literal : Value.Text(value);
        if (type == typeof(bool)) return Value.Truth(source);
        if (type == typeof(SwitchParameter)) return new SwitchParameter(source is bool flag ? flag : Number.IsNumeric(source) || source is SwitchParameter ? Value.Truth(source) : throw Failed(source, type));
        if (type == typeof(Array)) type = typeof(object[]);
        if (type.IsArray) return ToArray(value!, source, type.GetElementType()!);
        if (type.IsEnum) return ToEnum(source, type);
        if (IsNumber(type)) return ToNumber(source, type);
        if (type == typeof(char) && (source is string { Length: 1 } || Number.IsNumeric(source))) return source is string one ? one[0] : (char)System.Convert.ToUInt16(source, CultureInfo.InvariantCulture);
        if (type == typeof(Hashtable) && source is IDictionary pairs) return new Hashtable(pairs, StringComparer.OrdinalIgnoreCase);
        if (type == typeof(Type)) return TypeNames.Find(Value.Text(source), Session.Current!) ?? throw Failed(source, type);
        if (source is string text && Parse(text, type) is { } parsed) return parsed;
        if (Number.IsNumeric(source) && (type.GetConstructor([typeof(long)]) ?? type.GetConstructor([typeof(double)])) is { } constructor) return constructor.Invoke([ToNumber(source, constructor.GetParameters()[0].ParameterType)]);
        if (value is PSObject { Literal: { } typed } && Parse(typed, type) is { } fromText) return fromText;
        if (source is IList { Count: 1 } list) return Convert(list[0], type);
        throw Failed(source, type);
    }

    public static PSInvalidCastException Failed(object? source, Type type, string? why = null) =>
        new(why is null || source is not string
            ? $"Cannot convert the \"{Value.Text(source)}\" value of type \"{TypeNames.Full(source?.GetType() ?? typeof(object))}\" to type \"{TypeNames.Full(type)}\"."
            : $"Cannot convert value \"{Value.Text(source)}\" to type \"{TypeNames.Full(type)}\". Error: \"{why}\"");

    private static bool IsNumber(Type type) => !type.IsEnum && Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal;

    private static object? FromNull(Type type)
    {
        if (type == typeof(string)) return "";
        if (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null) return null;
        if (type == typeof(SwitchParameter) || type == typeof(bool) || type == typeof(char) || IsNumber(type)) return Activator.CreateInstance(type);
        throw new PSInvalidCastException($"Cannot convert null to type \"{TypeNames.Full(type)}\".");
    }

    private static object ToNumber(object source, Type type)
    {
        try
        {
            if (source is string text)
            {
                if (text.Trim().Length == 0) source = 0;
                else if (Number.TryParse(text, out var number)) source = number!;
                else throw Failed(text, type, $"The input string '{text}' was not in a correct format.");
            }
            if (source is bool flag) source = flag ? 1 : 0;
            if (source is char letter) source = (int)letter;
            if (source is Enum || source is IConvertible && Number.IsNumeric(source)) return System.Convert.ChangeType(source, type, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            var name = type == typeof(byte) ? "an unsigned byte" : type == typeof(sbyte) ? "a signed byte" : $"{(type.Name[0] == 'I' ? "an" : "a")} {type.Name}";
            throw new PSInvalidCastException($"Cannot convert value \"{Value.Text(source)}\" to type \"{TypeNames.Full(type)}\". Error: \"Value was either too large or too small for {name}.\"");
        }
        throw Failed(source, type);
    }

    private static object ToEnum(object source, Type type)
    {
        if (Number.IsNumeric(source)) return Enum.ToObject(type, source);
        if (source is not string and not IList) throw Failed(source, type);
        ulong bits = 0;
        var names = Enum.GetNames(type);
        foreach (var part in source is IList parts ? string.Join(',', Array.ConvertAll(Value.ToList(parts).ToArray(), Value.Text)).Split(',') : ((string)source).Split(','))
        {
            var word = part.Trim();
            var found = Array.Find(names, name => name.Equals(word, StringComparison.OrdinalIgnoreCase));
            if (found is null)
            {
                var like = Array.FindAll(names, name => word.Length > 0 && name.StartsWith(word, StringComparison.OrdinalIgnoreCase));
                found = like.Length == 1 ? like[0] : Number.TryParse(word, out var number) ? Value.Text(number) : null;
            }
            if (found is null || !Enum.TryParse(type, found, out var one))
                throw new PSInvalidCastException($"Cannot convert value \"{Value.Text(source)}\" to type \"{TypeNames.Full(type)}\". Error: \"Unable to match the identifier name {word} to a valid enumerator name. Specify one of the following enumerator names and try again:{Environment.NewLine}{string.Join(", ", names)}\"");
            bits |= System.Convert.ToUInt64(System.Convert.ToInt64(one, CultureInfo.InvariantCulture) & long.MaxValue, CultureInfo.InvariantCulture);
        }
        var made = Enum.ToObject(type, bits);
        if (type.IsDefined(typeof(FlagsAttribute), false) || Enum.IsDefined(type, made) && source is not IList { Count: > 1 }) return made;
        var given = source is IList list ? string.Join(",", Value.ToList(list).Select(item => Value.Text(ToEnum(item!, type)))) : Value.Text(source);
        throw new PSInvalidCastException($"Cannot convert value \"{given}\" to type \"{TypeNames.Full(type)}\" due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are \"{string.Join(",", names)}\".");
    }

    private static Array ToArray(object value, object source, Type element)
    {
        var items = source is string or IDictionary || Value.Items(source) is not { } many ? [value] : Value.ToList(many);
        var array = Array.CreateInstance(element, items.Count);
        for (var i = 0; i < items.Count; i++) array.SetValue(Convert(items[i], element), i);
        return array;
    }

    private static object? Parse(string text, Type type)
    {
        if (type == typeof(ScriptBlock)) return null;
        var withCulture = type.GetMethod("Parse", Statics, [typeof(string), typeof(IFormatProvider)]);
        var parse = withCulture ?? type.GetMethod("Parse", Statics, [typeof(string)]);
        if (parse is null || !type.IsAssignableFrom(parse.ReturnType)) return null;
        try { return parse.Invoke(null, withCulture is null ? [text] : [text, CultureInfo.InvariantCulture]); }
        catch (TargetInvocationException error) { throw Failed(text, type, error.InnerException!.Message); }
    }
}
