using System;
using System.Collections.Immutable;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Manifests;
using KlpShell.Manifests.Keys;
using KlpShell.Manifests.Reading;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Kinds;

/// <summary>Reads the relocations of an object (struct klp_reloc in the first releases, sections of their own later).</summary>
internal static class RelocationReader
{
    private static readonly string[] s_bases = ["symbol", "module_start", "module_end", "vmlinux"];

    private const string ModuleSymbol = "a function or variable of this module";

    /// <summary>Reads them; null is no array.</summary>
    public static ImmutableArray<RelocationDefinition> Read(ReadContext context, Node list, NodePath path, ModuleParts parts)
    {
        if (list is ScalarNode { IsNull: true }) return default;
        ImmutableArray<RelocationDefinition>.Builder relocations = ImmutableArray.CreateBuilder<RelocationDefinition>();
        foreach ((Node node, NodePath place) in context.Items(list, path, "a list of relocations"))
        {
            if (MapReader.Open(context, node, place, Tables.Relocation) is { } reader) relocations.Add(ReadOne(reader, parts));
        }

        return relocations.ToImmutable();
    }

    private static RelocationDefinition ReadOne(MapReader reader, ModuleParts parts)
    {
        ReadContext context = reader.Context;
        RelocationPlace location = reader.TryGet("loc", out Node? node, out NodePath path) ? Place(context, node, path, parts) : new RelocationPlace(RelocationBase.Absolute);
        uint type = reader.TryGet("type", out node, out path) ? Type(context, node, path) : 0;
        string name = reader.TryGet("name", out node, out path) ? context.Name(node, path, "a symbol's name", mayBeEmpty: true) : "";
        RelocationDefinition relocation = new(location, type, name);
        if (reader.TryGet("sympos", out node, out path)) relocation = relocation with { SymbolPosition = context.Unsigned(node, path, 0, uint.MaxValue, "a position") };
        if (reader.TryGet("val", out node, out path)) relocation = relocation with { Value = context.Unsigned(node, path, 0, ulong.MaxValue, "an address") };
        if (reader.TryGet("addend", out node, out path)) relocation = relocation with { Addend = (int)context.Signed(node, path, int.MinValue, int.MaxValue) };
        if (reader.TryGet("external", out node, out path)) relocation = relocation with { External = context.Bool(node, path) };
        return relocation;
    }

    private static uint Type(ReadContext context, Node node, NodePath path)
    {
        if (node is ScalarNode scalar && Numbers.TryRead(scalar.Text, out _, out _)) return (uint)context.Unsigned(node, path, 0, uint.MaxValue, "an ELF type");
        return (uint)context.Word(node, path, Words.RelocationType);
    }

    // Short: slot, slot+8, or an address. Long: a mapping that says what the place is counted from.
    private static RelocationPlace Place(ReadContext context, Node node, NodePath path, ModuleParts parts)
    {
        if (node is MapNode) return LongPlace(context, node, path, parts);
        if (node is ScalarNode number && Numbers.TryRead(number.Text, out ulong address, out bool negative) && !negative) return new RelocationPlace(RelocationBase.Absolute, null, unchecked((long)address));
        string text = context.Name(node, path, "a place such as slot, slot+8 or an address");
        int plus = text.LastIndexOf('+');
        string symbol = plus > 0 ? text[..plus] : text;
        long offset = 0;
        if (plus > 0 && (!Numbers.TryRead(text[(plus + 1)..], out ulong bytes, out bool below) || !Numbers.TrySigned(bytes, below, out offset))) context.Expected(node, path, ManifestProblemId.WrongType, "a place such as slot, slot+8 or an address");
        else parts.Refer(node, path, symbol, ModuleSymbol);
        return new RelocationPlace(RelocationBase.Symbol, symbol, offset);
    }

    private static RelocationPlace LongPlace(ReadContext context, Node node, NodePath path, ModuleParts parts)
    {
        MapReader reader = MapReader.Open(context, node, path, Tables.RelocationPlace)!;
        long offset = reader.TryGet("offset", out Node? given, out NodePath place) ? context.Signed(given, place, long.MinValue, long.MaxValue, "an offset") : 0;
        string[] bases = Array.FindAll(s_bases, reader.Has);
        if (bases.Length != 1)
        {
            context.Report(node, path, ManifestProblemId.Conflict, "one of " + string.Join(", ", s_bases), $"a place is counted from one of {string.Join(", ", s_bases)}, and {bases.Length} stand here");
            return new RelocationPlace(RelocationBase.Absolute);
        }

        reader.TryGet(bases[0], out Node? value, out NodePath valuePath);
        if (bases[0] is "module_start" or "module_end")
        {
            RelocationBase from = bases[0] == "module_start" ? RelocationBase.ModuleStart : RelocationBase.ModuleEnd;
            long bytes = context.Signed(value!, valuePath, long.MinValue / 2, long.MaxValue / 2, "an offset");
            if (reader.Has("offset")) context.Report(given!, place, ManifestProblemId.Conflict, "no offset", $"{bases[0]} is itself the offset");
            return new RelocationPlace(from, null, bytes);
        }

        string symbol = context.Name(value!, valuePath, "a symbol");
        if (bases[0] == "vmlinux") return new RelocationPlace(RelocationBase.VmlinuxSymbol, symbol, offset);
        parts.Refer(value!, valuePath, symbol, ModuleSymbol);
        return new RelocationPlace(RelocationBase.Symbol, symbol, offset);
    }

}
