using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Manifests.Keys;
using KlpShell.Manifests.Kinds;

namespace KlpShell.Manifests.Writing;

/// <summary>Writes what modules and live patches have in common. What is as it is without the key is left out.</summary>
/// <param name="module">The module.</param>
internal sealed class ModuleWriter(ModuleDefinition module)
{
    private const int DefaultMode = 0x124;

    /// <summary>Writes its bodies.</summary>
    public BodyWriter Bodies { get; } = new(module.Parameters);

    /// <summary>A document of kind Module.</summary>
    public YamlMap Write()
    {
        YamlMap map = new();
        map.Put("kind", "Module").Text("name", module.Name).Text("description", module.Description, "");
        Head(map);
        Data(map);
        map.Items("functions", [.. module.Functions.Select(Function)]);
        Kprobes(map);
        bool probes = !module.Kprobes.IsEmpty;
        if (module.Init is null) map.PutIf(probes, "init", "null");
        else if (!probes || !Same(module.Init, KprobeCalls.RegisterAll(module.Kprobes))) map.Put("init", Bodies.Write(module.Init));
        if (module.Exit is null) map.Put("exit", "null");
        else if (!Same(module.Exit, KprobeCalls.UnregisterAll(module.Kprobes))) map.Put("exit", Bodies.Write(module.Exit));
        return Files(map, module.Files);
    }

    /// <summary>Licence, vermagic, and what it stands on.</summary>
    public void Head(YamlMap map) => map.Text("license", module.License, "GPL")
        .Text("vermagic", module.Vermagic ?? Lists.AnyVermagic, Lists.AnyVermagic)
        .PutIf(module.InTree, "in_tree", "true")
        .PutIf(module.Signed, "signed", "true")
        .Texts("depends", module.Depends);

    /// <summary>Parameters and variables.</summary>
    public void Data(YamlMap map) => map.Items("parameters", [.. module.Parameters.Select(Parameter)]).Items("variables", [.. module.Variables.Select(Variable)]);

    /// <summary>The probes in its data.</summary>
    public void Kprobes(YamlMap map) => map.Items("kprobes", [.. module.Kprobes.Select(static probe =>
        new YamlMap().Text("symbol_name", probe.SymbolName).PutIf(probe.Kind != KprobeKind.Pre, "handler", Words.KprobeHandler.WordFor((int)probe.Kind)))]);

    /// <summary>A function with all that it has.</summary>
    public YamlMap Function(FunctionDefinition function)
    {
        FunctionDefinition plain = new(function.Name, function.Body);
        YamlMap map = new YamlMap().Text("name", function.Name);
        map.Items("body", Bodies.Write(function.Body)).PutIf(!function.Traceable, "traceable", "false");
        map.PutIf(function.Export != ExportKind.None, "export", Words.Export.WordFor((int)function.Export));
        map.PutIf(function.Size != plain.Size, "size", function.Size.ToString(CultureInfo.InvariantCulture));
        map.PutIf(function.Type != plain.Type, "type", function.Type.ToString());
        return map.PutIf(!function.Text.IsEmpty, "text", Bytes(function.Text));
    }

    /// <summary>The files that are bound to functions.</summary>
    public static YamlMap Files(YamlMap map, ImmutableArray<FileDefinition> files)
    {
        YamlMap written = [];
        foreach (FileDefinition file in files)
        {
            if (file is { Show: not null, Store: null, Mode: DefaultMode }) written.Text(file.Path, file.Show);
            else
            {
                YamlMap parts = [];
                if (file.Show is not null) parts.Text("show", file.Show);
                if (file.Store is not null) parts.Text("store", file.Store);
                written.Put(file.Path, parts.Put("mode", Octal(file.Mode)));
            }
        }

        return written.Count == 0 ? map : map.Put("files", written);
    }

    private static bool Same(Body a, Body b) => a.Steps.SequenceEqual(b.Steps);

    private YamlMap Parameter(ParameterDefinition parameter)
    {
        YamlMap map = new YamlMap().Text("name", parameter.Name).Put("type", Words.ParameterType.WordFor((int)parameter.Type));
        ParameterDefinition plain = new(parameter.Name, parameter.Type);
        if (parameter.Default != plain.Default) map.Put("default", Default(parameter.Type, parameter.Default));
        map.PutIf(parameter.Mode != plain.Mode, "mode", Octal(parameter.Mode));
        if (parameter.OnSet is not null) map.Put("on_set", Bodies.Write(parameter.OnSet));
        return map;
    }

    private static string Default(ParameterType type, Value value)
    {
        if (value.Text is { } text) return type == ParameterType.Callback ? "\"" + YamlText.Scalar(text).Trim('"') + "\"" : YamlText.Scalar(text);
        return type switch
        {
            ParameterType.Bool => value.IsTrue ? "true" : "false",
            ParameterType.ULong => unchecked((ulong)value.Number).ToString(CultureInfo.InvariantCulture),
            _ => value.Number.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static YamlMap Variable(VariableDefinition variable)
    {
        YamlMap map = new YamlMap().Text("name", variable.Name);
        bool isZero = variable.Initial.All(static b => b == 0);
        if (variable.Initial.Length == 8 && !isZero) map.Put("value", "0x" + BitConverter.ToUInt64(variable.Initial.AsSpan()).ToString("x", CultureInfo.InvariantCulture));
        else if (variable.Initial.Length != 8 && isZero) map.Put("size", variable.Initial.Length.ToString(CultureInfo.InvariantCulture));
        else if (!isZero) map.Put("bytes", Bytes(variable.Initial));
        map.PutIf(variable.ReadOnly, "section", "rodata");
        map.PutIf(variable.Export != ExportKind.None, "export", Words.Export.WordFor((int)variable.Export));
        return map.PutIf(variable.Type != (variable.ReadOnly ? 'r' : 'd'), "type", variable.Type.ToString());
    }

    private static string Bytes(ImmutableArray<byte> bytes) => "\"" + Convert.ToHexString(bytes.AsSpan()).ToLowerInvariant() + "\"";

    private static string Octal(int mode) => "0" + Convert.ToString(mode, 8).PadLeft(3, '0');
}
