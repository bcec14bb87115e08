using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Core.Manifests;
using KlpShell.Core.Modules;
using KlpShell.Manifests.Bodies;
using KlpShell.Manifests.Keys;
using KlpShell.Manifests.Reading;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Kinds;

/// <summary>Reads a module's variables: each a 64-bit number, given bytes, or zeros.</summary>
internal static class VariableReader
{
    /// <summary>Reads them.</summary>
    /// <param name="module">The module's mapping.</param>
    /// <param name="scope">Gets the names, for bodies.</param>
    /// <param name="symbols">Gets the names, so that no function has one of them.</param>
    public static ImmutableArray<VariableDefinition> Read(MapReader module, BodyScope scope, HashSet<string> symbols)
    {
        if (!module.TryGet("variables", out Node? list, out NodePath path)) return [];
        ReadContext context = module.Context;
        ImmutableArray<VariableDefinition>.Builder variables = ImmutableArray.CreateBuilder<VariableDefinition>();
        foreach ((Node node, NodePath place) in context.Items(list, path, "a list of variables"))
        {
            if (MapReader.Open(context, node, place, Tables.Variable) is not { } reader) continue;
            VariableDefinition variable = ReadOne(reader);
            scope.Variables.Add(variable.Name);
            if (variable.Name.Length > 0 && !symbols.Add(variable.Name)) context.Report(node, place, ManifestProblemId.DuplicateKey, "each symbol once", $"the module has a variable {Shown.Of(variable.Name)} already");
            variables.Add(variable);
        }

        return variables.ToImmutable();
    }

    /// <summary>Bytes in hexadecimal, blanks between them or not.</summary>
    public static ImmutableArray<byte> Bytes(ReadContext context, Node node, NodePath path)
    {
        const string Expected = "bytes in hexadecimal, such as '55 48 89 e5'";
        string text = node is ScalarNode scalar ? scalar.Text.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal) : "";
        if (node is ScalarNode && text.Length % 2 == 0 && text.AsSpan().IndexOfAnyExcept("0123456789abcdefABCDEF") < 0) return [.. Convert.FromHexString(text)];
        context.Expected(node, path, ManifestProblemId.WrongType, Expected);
        return [];
    }

    private static VariableDefinition ReadOne(MapReader reader)
    {
        ReadContext context = reader.Context;
        string name = reader.TryGet("name", out Node? node, out NodePath path) ? context.Identifier(node, path, "a variable's name") : "";
        int given = (reader.Has("value") ? 1 : 0) + (reader.Has("bytes") ? 1 : 0) + (reader.Has("size") ? 1 : 0);
        if (given > 1) context.Report(reader.Node, reader.Path, ManifestProblemId.Conflict, "one of value, bytes, size", "a variable has one of value (a 64-bit number), bytes and size (that many zeros), not several");
        ImmutableArray<byte> bytes = new byte[8].ToImmutableArray();
        if (reader.TryGet("value", out node, out path)) bytes = [.. BitConverter.GetBytes(Word(context, node, path))];
        else if (reader.TryGet("bytes", out node, out path)) bytes = Bytes(context, node, path);
        else if (reader.TryGet("size", out node, out path)) bytes = [.. new byte[(int)context.Unsigned(node, path, 0, (ulong)context.Limits.MaxVariableBytes, "a number of bytes")]];
        VariableDefinition variable = new(name, bytes);
        if (reader.TryGet("section", out node, out path)) variable = variable with { ReadOnly = context.Word(node, path, Words.Section) != 0 };
        variable = variable with { Type = variable.ReadOnly ? 'r' : 'd' };
        if (reader.TryGet("export", out node, out path)) variable = variable with { Export = (ExportKind)context.Word(node, path, Words.Export) };
        if (reader.TryGet("type", out node, out path)) variable = variable with { Type = Lists.SymbolType(context, node, path, "dDrRbB") };
        return variable;
    }

    private static ulong Word(ReadContext context, Node node, NodePath path) => node is ScalarNode { Text: ['-', ..] }
        ? unchecked((ulong)context.Signed(node, path, long.MinValue, long.MaxValue))
        : context.Unsigned(node, path, 0, ulong.MaxValue);
}
