namespace KlpShell.Engine;

/// <summary>PowerShell's conversions, in its order: as it is, number, text, enum, array, Parse, constructor, operator, properties.</summary>
internal static class Converter
{
    private const BindingFlags Statics = BindingFlags.Public | BindingFlags.Static;

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
        if (type == typeof(bool)) return source is string && type != typeof(bool) ? null : Value.Truth(source);
        if (type == typeof(SwitchParameter)) return new SwitchParameter(source is bool flag ? flag : Number.IsNumeric(source) || source is SwitchParameter ? Value.Truth(source) : throw Failed(source, type));
        if (type == typeof(Array)) type = typeof(object[]);
        if (type.IsArray) return ToArray(value!, source, type.GetElementType()!);
        if (type.IsEnum) return ToEnum(source, type);
        if (IsNumber(type)) return ToNumber(source, type);
        if (type == typeof(char) && (source is string { Length: 1 } || Number.IsNumeric(source))) return source is string one ? one[0] : (char)System.Convert.ToUInt16(source, CultureInfo.InvariantCulture);
        if (type == typeof(Hashtable) && source is IDictionary pairs) return new Hashtable(pairs, StringComparer.OrdinalIgnoreCase);
        if (type == typeof(Type)) return TypeNames.Find(Value.Text(source), Session.Current!) ?? throw Failed(source, type);
        if (type == typeof(System.Text.RegularExpressions.Regex)) return new System.Text.RegularExpressions.Regex(Value.Text(source), System.Text.RegularExpressions.RegexOptions.IgnoreCase);
        if (source is string text && Parse(text, type) is { } parsed) return parsed;
        if (Construct(source, type, out var built) || Operator(source, type, out built) || FromProperties(value!, source, type, out built)) return built;
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
        throw Operator(source, type, out var built) ? new InvalidOperationException() : Failed(source, type);
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

    private static bool Construct(object source, Type type, out object? built)
    {
        built = null;
        if (type.IsAbstract || type.IsInterface || typeof(IDictionary).IsAssignableFrom(type)) return false;
        ConstructorInfo? best = null;
        foreach (var constructor in type.GetConstructors())
            if (constructor.GetParameters() is { Length: 1 } one && (one[0].ParameterType.IsInstanceOfType(source) && one[0].ParameterType != typeof(object) || Value.Items(source) is not null && one[0].ParameterType.IsAssignableFrom(typeof(object[]))) && (best is null || one[0].ParameterType == source.GetType())) best = constructor;
        if (Number.IsNumeric(source)) best ??= type.GetConstructor([typeof(long)]) ?? type.GetConstructor([typeof(double)]);
        best ??= type.GetConstructor([typeof(object)]);
        if (best is null) return false;
        try { built = best.Invoke([best.GetParameters()[0].ParameterType.IsInstanceOfType(source) ? source : Convert(source, best.GetParameters()[0].ParameterType)]); }
        catch (TargetInvocationException error) { throw new PSInvalidCastException($"Cannot convert value \"{Value.Text(source)}\" to type \"{TypeNames.Full(type)}\". Error: \"{error.InnerException!.Message}\"", error.InnerException); }
        return true;
    }

    private static bool Operator(object source, Type type, out object? built)
    {
        built = null;
        foreach (var owner in new[] { type, source.GetType() })
            foreach (var method in owner.GetMethods(Statics))
                if (method.Name is "op_Implicit" or "op_Explicit" && type.IsAssignableFrom(method.ReturnType) && method.GetParameters()[0].ParameterType.IsInstanceOfType(source))
                {
                    built = method.Invoke(null, [source]);
                    return true;
                }
        return false;
    }

    private static bool FromProperties(object value, object source, Type type, out object? built)
    {
        built = null;
        if (source is not (IDictionary or PSObject) || type.IsAbstract || type.GetConstructor([]) is null) return false;
        built = Activator.CreateInstance(type)!;
        var pairs = new List<KeyValuePair<string, object?>>();
        if (source is IDictionary map)
            foreach (DictionaryEntry entry in map) pairs.Add(new(Value.Text(entry.Key), entry.Value));
        else
            foreach (var property in ((PSObject)value).Properties) pairs.Add(new(property.Name, property.Value));
        foreach (var (name, item) in pairs)
            if (!Members.TrySet(built, name, item)) throw new PSInvalidCastException($"Cannot create object of type \"{TypeNames.Full(type)}\". The property '{name}' was not found for the '{TypeNames.Full(type)}' object. The settable properties are: {string.Join(", ", Members.All(built).Where(p => p.IsSettable).Select(p => $"[{p.Name} <{p.TypeNameOfValue}>]"))}.");
        return true;
    }
}
