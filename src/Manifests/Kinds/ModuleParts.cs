using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Manifests;
using KlpShell.Core.Modules;
using KlpShell.Manifests.Bodies;
using KlpShell.Manifests.Keys;
using KlpShell.Manifests.Reading;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Kinds;

/// <summary>What modules and live patches have in common. Names come first, so that bodies can use what stands behind them.</summary>
internal sealed class ModuleParts
{
    private readonly MapReader _reader;
    private readonly ReadContext _context;
    private readonly List<FunctionDefinition> _functions = [];
    private readonly HashSet<string> _symbols = new(StringComparer.Ordinal);
    private readonly List<SymbolReference> _references = [];

    /// <summary>Starts on a document: reads its parameters' and variables' names.</summary>
    public ModuleParts(MapReader reader)
    {
        _reader = reader;
        _context = reader.Context;
        Name = reader.TryGet("name", out Node? name, out NodePath path) ? _context.ModuleName(name, path) : "";
        Variables = VariableReader.Read(reader, Scope, _symbols);
        if (reader.TryGet("parameters", out Node? parameters, out NodePath parametersPath)) Parameters = ReadParameters(parameters, parametersPath);
        Kprobes = KprobeReader.Read(reader);
    }

    /// <summary>The module's name.</summary>
    public string Name { get; }

    /// <summary>The names that bodies can use.</summary>
    public BodyScope Scope { get; } = new();

    /// <summary>The parameters.</summary>
    public ImmutableArray<ParameterDefinition> Parameters { get; } = [];

    /// <summary>The variables.</summary>
    public ImmutableArray<VariableDefinition> Variables { get; }

    /// <summary>The probes in its data.</summary>
    public ImmutableArray<KprobeDefinition> Kprobes { get; }

    /// <summary>Notes that a function or variable of the module is meant; it may stand further on, so that it is looked for in the end.</summary>
    public void Refer(Node node, NodePath path, string name, string expected)
    {
        if (name.Length > 0) _references.Add(new SymbolReference(node, path, name, expected));
    }

    /// <summary>Reads the functions that stand in a list of their own.</summary>
    /// <param name="mayRepeat">True where two static functions may have one name, as in two source files.</param>
    public void ReadFunctions(bool mayRepeat)
    {
        if (!_reader.TryGet("functions", out Node? list, out NodePath path)) return;
        foreach ((Node node, NodePath place) in _context.Items(list, path, "a list of functions"))
        {
            if (MapReader.Open(_context, node, place, Tables.Function) is { } function) AddFunction(ReadFunction(function), node, place, mayRepeat);
        }
    }

    /// <summary>Adds a function; a second one of its name is reported, unless both are static functions that may repeat.</summary>
    public void AddFunction(FunctionDefinition function, Node node, NodePath path, bool mayRepeat = false)
    {
        bool isTwin = mayRepeat && function.Type == 't' && _functions.Exists(other => other.Name == function.Name && other.Type == 't');
        if (function.Name.Length > 0 && !_symbols.Add(function.Name) && !isTwin)
        {
            string shown = Shown.Of(function.Name);
            _context.Report(node, path, ManifestProblemId.DuplicateKey, "each symbol once", $"the module has a function or variable {shown} already; a patched function can be given another name with new_name");
        }

        _functions.Add(function);
    }

    /// <summary>The module as far as both kinds have it.</summary>
    /// <param name="init">Its init.</param>
    /// <param name="exit">Its exit.</param>
    public ModuleDefinition ToModule(Body? init, Body? exit)
    {
        ModuleDefinition module = new(Name)
        {
            Parameters = Parameters,
            Variables = Variables,
            Init = init,
            Exit = exit,
            Files = FileReader.Read(_reader, Refer),
            Kprobes = Kprobes,
            Functions = [.. _functions],
        };
        foreach ((Node place, NodePath placePath, string name, string expected) in _references)
        {
            if (!_symbols.Contains(name)) _context.Expected(place, placePath, ManifestProblemId.UnknownName, expected, Nearest.Hint(name, _symbols));
        }

        if (_reader.TryGet("description", out Node? node, out NodePath path)) module = module with { Description = _context.Text(node, path) };
        if (_reader.TryGet("license", out node, out path)) module = module with { License = _context.LineText(node, path) };
        if (_reader.TryGet("in_tree", out node, out path)) module = module with { InTree = _context.Bool(node, path) };
        if (_reader.TryGet("signed", out node, out path)) module = module with { Signed = _context.Bool(node, path) };
        if (_reader.TryGet("depends", out node, out path)) module = module with { Depends = Lists.Names(_context, node, path, "a module") };
        if (_reader.TryGet("vermagic", out node, out path)) module = module with { Vermagic = Lists.Vermagic(_context, node, path) };
        return module;
    }

    /// <summary>A body under a key: null where the key says null, and the default where it isn't there.</summary>
    public Body? Function(string key, Body? missing)
    {
        if (!_reader.TryGet(key, out Node? node, out NodePath path)) return missing;
        return node is ScalarNode { IsNull: true } ? null : BodyReader.Read(_context, node, path, Scope);
    }

    private FunctionDefinition ReadFunction(MapReader reader)
    {
        string name = reader.TryGet("name", out Node? node, out NodePath path) ? _context.Identifier(node, path, "a function's name") : "";
        Body body = reader.TryGet("body", out node, out path) ? BodyReader.Read(_context, node, path, Scope) : Body.Empty;
        FunctionDefinition function = new(name, body);
        if (reader.TryGet("traceable", out node, out path)) function = function with { Traceable = _context.Bool(node, path) };
        if (reader.TryGet("export", out node, out path)) function = function with { Export = (ExportKind)_context.Word(node, path, Words.Export) };
        if (reader.TryGet("size", out node, out path)) function = function with { Size = (uint)_context.Unsigned(node, path, 1, 1 << 20, "a number of bytes") };
        if (reader.TryGet("type", out node, out path)) function = function with { Type = Lists.SymbolType(_context, node, path, "tTwW") };
        if (reader.TryGet("text", out node, out path)) function = function with { Text = VariableReader.Bytes(_context, node, path) };
        if (function.Text.Length > function.Size) _context.Expected(node!, path, ManifestProblemId.OutOfRange, $"at most the function's {function.Size} bytes");
        return function;
    }

    private ImmutableArray<ParameterDefinition> ReadParameters(Node list, NodePath path)
    {
        List<(ParameterDefinition Definition, MapReader Reader)> read = [];
        foreach ((Node node, NodePath place) in _context.Items(list, path, "a list of parameters"))
        {
            if (MapReader.Open(_context, node, place, Tables.Parameter) is not { } reader) continue;
            string name = reader.TryGet("name", out Node? value, out NodePath valuePath) ? _context.Identifier(value, valuePath, "a parameter's name") : "";
            ParameterType type = reader.TryGet("type", out value, out valuePath) ? (ParameterType)_context.Word(value, valuePath, Words.ParameterType) : ParameterType.String;
            ParameterDefinition parameter = new(name, type);
            if (reader.TryGet("default", out value, out valuePath)) parameter = parameter with { Default = Default(type, value, valuePath) };
            if (reader.TryGet("mode", out value, out valuePath)) parameter = parameter with { Mode = _context.Mode(value, valuePath) };
            if (name.Length > 0 && !Scope.Parameters.Add(name)) _context.Report(node, place, ManifestProblemId.DuplicateKey, "each parameter once", $"the module has a parameter {Shown.Of(name)} already");
            read.Add((parameter, reader));
        }

        // Only now are all names known that a setter may use.
        ImmutableArray<ParameterDefinition>.Builder parameters = ImmutableArray.CreateBuilder<ParameterDefinition>(read.Count);
        foreach ((ParameterDefinition parameter, MapReader reader) in read)
        {
            bool hasSetter = reader.TryGet("on_set", out Node? node, out NodePath place);
            parameters.Add(hasSetter ? parameter with { OnSet = BodyReader.Read(_context, node!, place, Scope) } : parameter);
        }

        return parameters.ToImmutable();
    }

    private Value Default(ParameterType type, Node node, NodePath path) => type switch
    {
        ParameterType.Bool => _context.Bool(node, path) ? 1 : 0,
        ParameterType.Int => _context.Signed(node, path, int.MinValue, int.MaxValue),
        ParameterType.UInt => (long)_context.Unsigned(node, path, 0, uint.MaxValue),
        ParameterType.ULong => unchecked((long)_context.Unsigned(node, path, 0, ulong.MaxValue)),
        ParameterType.Callback when node is ScalarNode { IsPlain: true } scalar && Numbers.TryRead(scalar.Text, out _, out _) => _context.Signed(node, path, long.MinValue, long.MaxValue),
        _ => _context.Text(node, path),
    };
}
