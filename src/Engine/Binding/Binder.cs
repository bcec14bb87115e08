namespace KlpShell.Engine;

/// <summary>Binds a command's words and its pipeline input to parameters, in PowerShell's order.</summary>
internal sealed partial class Binder(Command command, Arguments arguments)
{
    private readonly HashSet<ParameterMeta> _bound = [];
    private readonly List<ParameterMeta> _fromPipeline = [];
    private readonly List<object?> _before = [];
    private readonly List<ParameterMeta> _parameters = [.. command.Info.Metadata.Parameters];
    private bool _searched;
    private uint _valid = command.Info.Metadata.AllSets;
    private uint _validBeforePipeline;

    public string SetName { get; private set; } = ParameterAttribute.AllParameterSets;

    private CommandMetadata Meta => command.Info.Metadata;
    private uint DefaultBit => Meta.DefaultSet is { } name ? Meta.Bit(name) & _valid : 0;

    public void BindArguments()
    {
        BindPositions(BindNamed(arguments.Evaluate()));
        Resolve();
    }

    private List<Given> BindNamed(List<Given> words)
    {
        var rest = new List<Given>();
        for (var i = 0; i < words.Count; i++)
        {
            var (name, value, hasValue, at) = words[i];
            if (name is not null && Takes(name) is null && _parameters.Exists(p => p.Any(_valid, a => a.ValueFromRemainingArguments)))
            {
                rest.Add(new("-" + name, value, hasValue, at));
                continue;
            }
            if (name is null)
            {
                rest.Add(words[i]);
                continue;
            }
            var parameter = Find(name, at);
            if (!hasValue && parameter.IsSwitch) value = new SwitchParameter(true);
            else if (!hasValue)
            {
                if (i + 1 >= words.Count || words[i + 1].Name is not null)
                    throw Failed($"Missing an argument for parameter '{parameter.Name}'. Specify a parameter of type '{TypeNames.Full(parameter.Type)}' and try again.", "MissingArgument");
                value = words[++i].Value;
            }
            if (_bound.Contains(parameter))
                throw Failed($"Cannot bind parameter because parameter '{parameter.Name}' is specified more than once. To provide multiple values to parameters that can accept multiple values, use the array syntax. For example, \"-parameter value1,value2,value3\".", "ParameterAlreadyBound");
            Bind(parameter, value, true);
        }
        return rest;
    }

    private ParameterMeta? Takes(string name) => _parameters.Find(p => p.Named(name) || p.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase));

    private ParameterMeta Find(string name, Extent at)
    {
        List<ParameterMeta> like = [];
        foreach (var parameter in _parameters)
        {
            if (parameter.Named(name)) return parameter;
            if (parameter.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase) || Array.Exists(parameter.Aliases, alias => alias.StartsWith(name, StringComparison.OrdinalIgnoreCase))) like.Add(parameter);
        }
        // A cmdlet's own parameters go before the common ones: -V is -Value where there is one.
        if (like.Count > 1 && like.FindAll(p => !p.IsCommon) is { Count: 1 } own) like = own;
        if (like.Count == 1) return like[0];
        if (like.Count > 1) throw Failed($"Parameter cannot be processed because the parameter name '{name}' is ambiguous. Possible matches include: {string.Join(" ", like.ConvertAll(p => "-" + p.Name))}.", "AmbiguousParameter", at);
        throw Failed($"A parameter cannot be found that matches parameter name '{name}'.", "NamedParameterNotFound", at);
    }

    private void BindPositions(List<Given> words)
    {
        var position = -1;
        for (var i = 0; i < words.Count; i++)
        {
            var candidates = words[i].Name is null ? Next(ref position) : [];
            if (candidates.Count == 0)
            {
                BindRest(words, i);
                return;
            }
            if (TryEach(candidates, words[i].Value, false) || TryEach(candidates, words[i].Value, true)) continue;
            Bind(candidates[0], words[i].Value, true);
        }
    }

    private List<ParameterMeta> Next(ref int position)
    {
        List<ParameterMeta> found = [];
        var next = int.MaxValue;
        foreach (var sets in new[] { DefaultBit, _valid })
            foreach (var parameter in _parameters)
            {
                var at = sets == 0 || _bound.Contains(parameter) || parameter.Any(sets, a => a.ValueFromRemainingArguments) ? -1 : parameter.Position(sets & _valid);
                if (at <= position || at > next) continue;
                if (at < next) found.Clear();
                next = at;
                if (!found.Contains(parameter)) found.Add(parameter);
            }
        if (found.Count > 0) position = next;
        return found;
    }

    private bool TryEach(List<ParameterMeta> candidates, object? value, bool coerce)
    {
        if (!coerce && candidates.Count == 1) return false;
        foreach (var parameter in candidates)
            try { if (Bind(parameter, value, coerce)) return true; }
            catch (ParameterBindingException) when (candidates.Count > 1) { }
        return false;
    }

    private void BindRest(List<Given> words, int from)
    {
        foreach (var parameter in _parameters)
            if (!_bound.Contains(parameter) && parameter.Any(_valid, a => a.ValueFromRemainingArguments))
            {
                var values = words.GetRange(from, words.Count - from).SelectMany(word => word.Name is null ? [word.Value] : word.HasValue ? new[] { word.Name, word.Value } : [word.Name]).ToList();
                Bind(parameter, values.Count == 1 ? values[0] : values.ToArray(), true);
                return;
            }
        throw Failed($"A positional parameter cannot be found that accepts argument '{Value.Text(words[from].Value)}'.", "PositionalParameterNotFound", words[from].At);
    }

    /// <summary>Which parameter set it is, once all the words are bound; what is mandatory may still come down the pipeline.</summary>
    private void Resolve()
    {
        _validBeforePipeline = _valid;
        uint able = 0, complete = 0;
        for (var bit = 1u; bit <= _valid && bit != 0; bit <<= 1)
        {
            if ((_valid & bit) == 0) continue;
            if (Missing(bit, command.ExpectsInput).Count == 0) able |= bit;
            if (Missing(bit, false).Count == 0) complete |= bit;
        }
        if (able == 0)
        {
            var wanted = DefaultBit != 0 ? DefaultBit : (_valid & (_valid - 1)) == 0 ? _valid : 0;
            if (wanted == 0) throw Ambiguous();
            var missing = Missing(wanted, command.ExpectsInput);
            AskFor(missing);
            able = complete = wanted;
        }
        if (command.ExpectsInput && Latches()) able = complete = DefaultBit;
        _valid = able;
        if (!command.ExpectsInput || complete != 0 && (able & (able - 1)) == 0)
        {
            if ((able & (able - 1)) != 0) able = DefaultBit != 0 ? DefaultBit : throw Ambiguous();
            if (!command.ExpectsInput) _valid = able;
        }
        _validBeforePipeline = _valid;
        NameSet();
    }

    /// <summary>With input to come, PowerShell settles on the default set early, unless only another one is made for pipelines.</summary>
    private bool Latches()
    {
        var (wanting, others, othersByName) = (0u, false, false);
        for (var bit = 1u; bit <= _valid && bit != 0; bit <<= 1)
        {
            if ((_valid & bit) == 0 || Missing(bit, false).Count == 0) continue;
            wanting |= bit;
            if (bit == DefaultBit) continue;
            others |= Missing(bit, true).Count == 0;
            othersByName |= Missing(bit, false).Exists(p => p.Any(bit, a => a.ValueFromPipelineByPropertyName));
        }
        if ((wanting & DefaultBit) == 0 || (wanting & (wanting - 1)) == 0) return false;
        return !others || Missing(DefaultBit, false).Exists(p => p.Any(DefaultBit, a => a.ValueFromPipelineByPropertyName)) && !othersByName;
    }

    private void NameSet()
    {
        var one = (_valid & (_valid - 1)) == 0 ? _valid : DefaultBit;
        if (one != 0 && Meta.SetNames.Count > 0) SetName = Meta.SetNames[uint.TrailingZeroCount(one) is var index ? (int)index : 0];
    }

    private List<ParameterMeta> Missing(uint set, bool pipelineMayBring) => _parameters.FindAll(p => !_bound.Contains(p)
        && p.Any(set, a => a.Mandatory && !(pipelineMayBring && (a.ValueFromPipeline || a.ValueFromPipelineByPropertyName))));

    private void AskFor(List<ParameterMeta> missing)
    {
        if (!command.Session.Host.Interactive)
            throw Failed($"Cannot process command because of one or more missing mandatory parameters: {string.Join(" ", missing.ConvertAll(p => p.Name))}.", "MissingMandatoryParameter");
        command.Session.Host.Write($"\ncmdlet {command.Info.Name}\nSupply values for the following parameters:\n", null);
        foreach (var parameter in missing) Bind(parameter, command.Session.Host.Ask(parameter.Name + ": ") ?? throw new PipelineStoppedException(), true);
    }

    private ParameterBindingException Ambiguous() => Failed("Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together or an insufficient number of parameters were provided.", "AmbiguousParameterSet");

    private ParameterBindingException Failed(string message, string id, Extent? at = null, Exception? inner = null, ErrorCategory category = ErrorCategory.InvalidArgument)
    {
        var error = new ParameterBindingException(message, inner);
        error.With(id, category);
        if (id.StartsWith("ParameterArgument", StringComparison.Ordinal)) error.ErrorRecord.CategoryInfo.Reason = id[17] == 'V' ? "ParameterBindingValidationException" : "ParameterBindingArgumentTransformationException";
        error.ErrorRecord.InvocationInfo = at is null ? command.Invocation : new InvocationInfo(command.Info, at) { InvocationName = command.Invocation.InvocationName };
        return error;
    }
}
