namespace KlpShell.Engine;

/// <summary>One value to one parameter: transformed, checked for null, converted, validated, set.</summary>
internal sealed partial class Binder
{
    private bool Bind(ParameterMeta parameter, object? value, bool coerce)
    {
        if (!parameter.IsCommon && (parameter.Sets & _valid) == 0 && coerce) throw Ambiguous();
        foreach (var transform in parameter.Transforms)
        {
            try { value = transform.Transform(command.Session.Engine, value!); }
            catch (Exception error) when (error is not (ControlFlow or PipelineStoppedException))
            {
                throw Failed($"Cannot process argument transformation on parameter '{parameter.Name}'. {error.Message}", "ParameterArgumentTransformationError", null, error, ErrorCategory.InvalidData);
            }
        }
        if (!coerce && !Fits(parameter.Type, value)) return false;
        RefuseEmpty(parameter, value);
        RefuseShape(parameter, Value.Base(value));
        object? converted;
        try { converted = parameter.Type == typeof(object) ? Plain(value) : Converter.Convert(value, parameter.Type); }
        catch (Exception error) when (error is InvalidCastException or RuntimeException)
        {
            throw Failed(parameter.IsSwitch || parameter.Type == typeof(bool)
                ? $"Cannot convert '{TypeNames.Full(Value.Base(value)!.GetType())}' to the type '{TypeNames.Full(parameter.Type)}' required by parameter '{parameter.Name}'. "
                : $"Cannot bind parameter '{parameter.Name}'. {error.Message}", parameter.IsSwitch ? "CannotConvertArgument" : "CannotConvertArgumentNoMessage", null, error);
        }
        foreach (var validator in parameter.Validators)
        {
            try { validator.Check(converted, command.Session.Engine); }
            catch (Exception error) when (error is not (ControlFlow or PipelineStoppedException))
            {
                throw Failed($"Cannot validate argument on parameter '{parameter.Name}'. {error.Message}", "ParameterArgumentValidationError", null, error, ErrorCategory.InvalidData);
            }
        }
        try { parameter.Set(parameter.IsCommon ? command.Common : command.Cmdlet, converted); }
        catch (TargetInvocationException error) { throw Failed($"Cannot bind parameter '{parameter.Name}'. {error.InnerException!.Message}", "ParameterBindingFailed", null, error.InnerException); }
        _bound.Add(parameter);
        if (!parameter.IsCommon) _valid &= parameter.Sets;
        if (_valid == 0) throw Ambiguous();
        command.Invocation.BoundParameters[parameter.Name] = converted;
        return true;
    }

    // What a cast would still make something of, a parameter refuses: several values for one, a word for yes or no, nothing for a number.
    private void RefuseShape(ParameterMeta parameter, object? plain)
    {
        var type = Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type;
        var scalar = type == typeof(string) || type == typeof(bool) || !type.IsEnum && Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal;
        if (scalar && plain is Array) throw Failed($"Cannot convert '{TypeNames.Full(plain.GetType())}' to the type '{TypeNames.Full(type)}' required by parameter '{parameter.Name}'. Specified method is not supported.", "CannotConvertArgument");
        if (type == typeof(bool) && plain is string) throw Failed($"Cannot convert '{TypeNames.Full(plain.GetType())}' to the type '{(type == parameter.Type ? "System.Boolean" : "System.Nullable`1[System.Boolean]")}' required by parameter '{parameter.Name}'. ", "CannotConvertArgument");
        if (plain is null && scalar && type.IsValueType && type == parameter.Type) throw Failed($"Cannot bind parameter '{parameter.Name}' to the target. Exception setting \"{parameter.Name}\": \"Cannot convert null to type \"{TypeNames.Full(type)}\".\"", "ParameterBindingFailed", null, null, ErrorCategory.WriteError);
    }

    private static object? Plain(object? value) => value is PSObject { Notes: null, OwnTypeNames: null } ? Value.Base(value) : value;

    private static bool Fits(Type type, object? value)
    {
        var source = Value.Base(value);
        return source is null ? !type.IsValueType : type == typeof(PSObject) || type.IsInstanceOfType(source) || type.IsArray && type != typeof(string[]) && type.GetElementType() is { } element && element != typeof(object) && element.IsInstanceOfType(source)
            || type == typeof(string[]) && source is string;
    }

    private void RefuseEmpty(ParameterMeta parameter, object? value)
    {
        if (!parameter.IsMandatory) return;
        var plain = Value.Base(value);
        if (plain is null && !parameter.AllowNull) throw Refused("it is null", "NullNotAllowed");
        var text = parameter.Type == typeof(string) || parameter.Type == typeof(string[]);
        if (plain is "" && text && !parameter.AllowEmptyString) throw Refused("it is an empty string", "EmptyStringNotAllowed");
        if (plain is ICollection { Count: 0 } and not IDictionary && parameter.Type.IsArray && !parameter.AllowEmptyCollection) throw Refused("it is an empty array", "EmptyArrayNotAllowed");
        if (plain is Array items && text && !parameter.AllowEmptyString)
            foreach (var item in items)
                if (item is null or "") throw Refused("it is an empty string", "EmptyStringNotAllowed");

        ParameterBindingException Refused(string why, string id) => Failed($"Cannot bind argument to parameter '{parameter.Name}' because {why}.", "ParameterArgumentValidationError" + id, null, null, ErrorCategory.InvalidData);
    }

    /// <summary>By value and by property name, first as the types are, then converted; a default set's parameters go first.</summary>
    public void BindPipeline(object? item)
    {
        if (Only is { } only)
        {
            only.Set(command.Cmdlet, ReferenceEquals(item, Value.Nothing) ? null : Plain(item));
            return;
        }
        _valid = _validBeforePipeline;
        _fromPipeline.Clear();
        _before.Clear();
        foreach (var coerce in new[] { false, true })
        {
            if (!coerce || _fromPipeline.Count == 0) TryPipeline(item, coerce, false);
            TryPipeline(item, coerce, true);
        }
        if (_fromPipeline.Count == 0)
            throw Failed("The input object cannot be bound to any parameters for the command either because the command does not take pipeline input or the input and its properties do not match any of the parameters that take pipeline input.", "InputObjectNotBound");
        uint able = 0;
        for (var bit = 1u; bit <= _valid && bit != 0; bit <<= 1)
            if ((_valid & bit) != 0 && Missing(bit, false).Count == 0) able |= bit;
        if (able == 0)
        {
            var names = string.Join(" ", Missing(DefaultBit != 0 ? DefaultBit : _valid & (~_valid + 1), false).ConvertAll(p => p.Name));
            RestoreDefaults();
            throw Failed($"The input object cannot be bound because it did not contain the information required to bind all mandatory parameters:  {names}", "InputObjectMissingMandatory");
        }
        _valid = able;
        if ((_valid & (_valid - 1)) != 0) _valid = DefaultBit != 0 ? DefaultBit : throw Ambiguous();
        NameSet();
    }

    // The everyday commands take any object by one parameter, and nothing by name: that needs no search.
    private ParameterMeta? Only
    {
        get
        {
            if (_searched) return field;
            _searched = true;
            var open = _parameters.FindAll(p => !_bound.Contains(p) && p.Any(_valid, a => a.ValueFromPipeline || a.ValueFromPipelineByPropertyName));
            var simple = open is [{ IsMandatory: false, Transforms.Count: 0, Validators.Count: 0 } one] && one.Type == typeof(object) && (_valid & (_valid - 1)) == 0 && !one.Any(_valid, a => a.ValueFromPipelineByPropertyName);
            return field = simple && Missing(_valid, false).Count == 0 ? open[0] : null;
        }
    }

    private void TryPipeline(object? item, bool coerce, bool byName)
    {
        foreach (var sets in new[] { DefaultBit, _valid })
            foreach (var parameter in _parameters)
            {
                if (sets == 0 || _bound.Contains(parameter) || !parameter.Any(sets & _valid, a => byName ? a.ValueFromPipelineByPropertyName : a.ValueFromPipeline)) continue;
                var value = item;
                if (byName)
                {
                    if (Property(item, parameter) is not { } property) continue;
                    value = property.Value;
                }
                var before = parameter.Get(command.Cmdlet);
                try
                {
                    if (!Bind(parameter, value, coerce)) continue;
                    _fromPipeline.Add(parameter);
                    _before.Add(before);
                }
                catch (ParameterBindingException error) when (!byName && error.InnerException is InvalidCastException or RuntimeException and not MetadataException && error.ErrorRecord.FullyQualifiedErrorId.StartsWith("CannotConvert", StringComparison.Ordinal)) { }
            }
    }

    private static PSPropertyInfo? Property(object? item, ParameterMeta parameter)
    {
        if (Members.Find(item, parameter.Name) is { } property) return property;
        foreach (var alias in parameter.Aliases)
            if (Members.Find(item, alias) is { } other) return other;
        return null;
    }

    public void RestoreDefaults()
    {
        for (var i = 0; i < _fromPipeline.Count; i++)
        {
            var parameter = _fromPipeline[i];
            parameter.Set(command.Cmdlet, _before[i]);
            _bound.Remove(parameter);
            command.Invocation.BoundParameters.Remove(parameter.Name);
        }
        _fromPipeline.Clear();
        _before.Clear();
    }
}
