namespace KlpShell.Engine;

/// <summary>Calls a .NET method or constructor by name, choosing the overload whose parameters are nearest.</summary>
internal static class Methods
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.IgnoreCase | BindingFlags.FlattenHierarchy;

    public static object? Call(object? receiver, string name, object?[] arguments)
    {
        var target = Value.Base(receiver);
        if (target is null) throw new RuntimeException("You cannot call a method on a null-valued expression.").With("InvokeMethodOnNull", ErrorCategory.InvalidOperation);
        if (target is PSObject && name.Equals("ToString", StringComparison.OrdinalIgnoreCase)) return "";
        var methods = Named(target.GetType(), name, BindingFlags.Instance);
        if (methods.Count == 0 && Value.Items(target) is { } items)
        {
            var all = new List<object?>();
            foreach (var item in items) Value.Unroll(Call(item, name, arguments), all.Add);
            return Value.Collapse(all);
        }
        return Invoke(methods, target, target.GetType(), name, arguments);
    }

    public static object? CallStatic(Type type, string name, object?[] arguments) => name.Equals("new", StringComparison.OrdinalIgnoreCase)
        ? Invoke([.. type.GetConstructors()], null, type, name, arguments)
        : Invoke(Named(type, name, BindingFlags.Static), null, type, name, arguments);

    public static bool Exists(Type type, string name) => Named(type, name, BindingFlags.Instance).Count > 0;

    private static List<MethodBase> Named(Type type, string name, BindingFlags kind)
    {
        var found = new List<MethodBase>();
        foreach (var member in type.GetMember(name, MemberTypes.Method, Any | kind))
            if (member is MethodInfo { IsGenericMethodDefinition: false } method && !Array.Exists(method.GetParameters(), p => p.ParameterType.IsByRefLike)) found.Add(method);
        return found;
    }

    private static object? Invoke(List<MethodBase> methods, object? target, Type type, string name, object?[] arguments)
    {
        if (methods.Count == 0) throw new RuntimeException($"Method invocation failed because [{TypeNames.Full(type)}] does not contain a method named '{name}'.").With("MethodNotFound", ErrorCategory.InvalidOperation, name);
        var (best, bestCost) = ((MethodBase?)null, int.MaxValue);
        foreach (var method in methods)
            if (Cost(method.GetParameters(), arguments) is var cost && cost < bestCost) (best, bestCost) = (method, cost);
        if (best is null) throw new MethodException($"Cannot find an overload for \"{name}\" and the argument count: \"{arguments.Length}\".").With("MethodCountCouldNotFindBest", ErrorCategory.NotSpecified);
        try
        {
            var values = Fit(best.GetParameters(), arguments, name);
            var result = best is ConstructorInfo constructor ? constructor.Invoke(values) : best.Invoke(target, values);
            return best is MethodInfo { ReturnType: var returns } && returns == typeof(void) ? Value.Nothing : result;
        }
        catch (TargetInvocationException error)
        {
            var inner = error.InnerException!;
            if (inner is ControlFlow or PipelineStoppedException) throw inner;
            throw new MethodInvocationException($"Exception calling \"{(best is ConstructorInfo ? ".ctor" : name)}\" with \"{arguments.Length}\" argument(s): \"{inner.Message}\"", inner).With(inner is RuntimeException ? ((RuntimeException)inner).ErrorRecord.FullyQualifiedErrorId : inner.GetType().Name, ErrorCategory.NotSpecified);
        }
    }

    private static bool HasParams(ParameterInfo[] parameters) => parameters.Length > 0 && parameters[^1].IsDefined(typeof(ParamArrayAttribute), false);

    private static int Cost(ParameterInfo[] parameters, object?[] arguments)
    {
        var rest = HasParams(parameters) && !(arguments.Length == parameters.Length && Value.Base(arguments[^1]) is Array);
        var needed = rest ? parameters.Length - 1 : parameters.Length;
        if (arguments.Length < needed && !parameters[arguments.Length].HasDefaultValue || arguments.Length > needed && !rest) return int.MaxValue;
        var cost = rest ? 50 : 0;
        for (var i = 0; i < arguments.Length; i++)
        {
            var type = i < needed ? parameters[i].ParameterType : parameters[^1].ParameterType.GetElementType()!;
            if (type.IsByRef) return int.MaxValue;
            var argument = Value.Base(arguments[i]);
            if (argument is null ? type.IsValueType && Nullable.GetUnderlyingType(type) is null : !type.IsInstanceOfType(argument))
            {
                if (!Converter.TryConvert(arguments[i], type, out _)) return int.MaxValue;
                cost += argument is not null && Number.IsNumeric(argument) && Type.GetTypeCode(type) >= Type.GetTypeCode(argument.GetType()) && !type.IsEnum && type != typeof(string) ? 2 + (int)Type.GetTypeCode(type) - (int)Type.GetTypeCode(argument.GetType()) : type == typeof(string) ? 40 : 30;
            }
            else if (argument is not null && type != argument.GetType()) cost += type == typeof(object) ? 20 : 1;
        }
        return cost;
    }

    private static object?[] Fit(ParameterInfo[] parameters, object?[] arguments, string name)
    {
        var rest = HasParams(parameters) && !(arguments.Length == parameters.Length && Value.Base(arguments[^1]) is Array);
        var values = new object?[parameters.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (rest && i == values.Length - 1)
            {
                var element = parameters[i].ParameterType.GetElementType()!;
                var tail = Array.CreateInstance(element, arguments.Length - i);
                for (var k = i; k < arguments.Length; k++) tail.SetValue(Converter.Convert(arguments[k], element), k - i);
                values[i] = tail;
            }
            else if (i >= arguments.Length) values[i] = parameters[i].DefaultValue;
            else if (!Converter.TryConvert(arguments[i], parameters[i].ParameterType, out values[i]))
                throw new MethodException($"Cannot convert argument \"{parameters[i].Name}\", with value: \"{Value.Text(arguments[i])}\", for \"{name}\" to type \"{TypeNames.Full(parameters[i].ParameterType)}\".").With("MethodArgumentConversionInvalidCastArgument", ErrorCategory.NotSpecified);
            else if (arguments[i] is null && !parameters[i].ParameterType.IsValueType && parameters[i].ParameterType != typeof(string)) values[i] = null;
        }
        return values;
    }
}
