using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Core;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Manifests;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;
using KlpShell.Manifests.Bodies;
using KlpShell.Manifests.Keys;
using KlpShell.Manifests.Reading;
using KlpShell.Manifests.Symbols;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Kinds;

/// <summary>Reads a document of kind Kernel.</summary>
internal static class KernelReader
{
    private const int LongestTaskName = 15;

    /// <summary>Reads it; the document counts only when nothing was reported.</summary>
    public static ManifestDocument Read(MapReader reader)
    {
        ReadContext context = reader.Context;
        string name = reader.TryGet("name", out Node? node, out NodePath path) ? context.LineText(node, path, 200) : "";
        if (node is ScalarNode { IsNull: false, Text: "" }) context.Expected(node, path, ManifestProblemId.BadName, "a name");
        Release release = reader.TryGet("release", out node, out path) ? ReadRelease(context, node, path) : Release.All[0];
        KernelSymbolReader symbols = new(reader);
        SymbolTable? table = symbols.ReadTable();
        KernelDefinition kernel = new(name, release) { Symbols = table ?? SymbolTable.Empty };
        if (table is not null) kernel = kernel with { Traceable = symbols.ReadTraceable(table) };
        kernel = Machine(reader, kernel);
        kernel = Texts(reader, kernel);
        kernel = kernel with { Functions = Functions(reader, table), Files = FileReader.Read(reader, (n, p, function, expected) => Require(context, table, n, p, function, expected)), Faults = FaultReader.Read(reader, release) };
        return new ManifestDocument(ManifestKind.Kernel, name, context.Source.Name, reader.Node.At.Line)
        {
            Kernel = kernel,
            KernelFiles = new KernelFiles(symbols.TableFile, symbols.TraceableFile),
        };
    }

    private static Release ReadRelease(ReadContext context, Node node, NodePath path)
    {
        string text = context.LineText(node, path, 100, "a release");
        if (text.Length == 0) return Release.All[0];
        if (Release.TryParse(text, out Release? release, out string? problem)) return release!;
        context.Report(node, path, ManifestProblemId.UnknownRelease, "a release that there is evidence for", problem!);
        return Release.All[0];
    }

    private static KernelDefinition Machine(MapReader reader, KernelDefinition kernel)
    {
        ReadContext context = reader.Context;
        if (reader.TryGet("kaslr", out Node? node, out NodePath path)) kernel = kernel with { Kaslr = context.Bool(node, path) };
        if (reader.TryGet("kaslr_offset", out node, out path)) kernel = kernel with { KaslrOffset = context.Unsigned(node, path, 0, 1UL << 40, "an offset") };
        if (kernel is { Kaslr: false, KaslrOffset: > 0 }) context.Report(node!, path, ManifestProblemId.Conflict, "kaslr: true", "a kernel whose addresses have moved was built with kaslr: true");
        if (reader.TryGet("livepatch_starts", out node, out path)) kernel = kernel with { LivepatchStarts = context.Bool(node, path) };
        if (reader.TryGet("entry_offset", out node, out path))
        {
            kernel = kernel with { EntryOffset = (uint)context.Unsigned(node, path, 0, 4, "the offset of the ftrace location, 0 or 4,") };
            if (kernel.EntryOffset is not 0 and not 4) context.Expected(node, path, ManifestProblemId.OutOfRange, "0, or 4 where functions begin with ENDBR64");
        }

        if (reader.TryGet("module_area", out node, out path)) kernel = kernel with { ModuleArea = ModuleArea(context, node, path) };
        if (reader.TryGet("cpus", out node, out path)) kernel = kernel with { Cpus = (int)context.Unsigned(node, path, 1, 8192, "a number of CPUs") };
        if (reader.TryGet("tasks", out node, out path))
        {
            ImmutableArray<string>.Builder tasks = ImmutableArray.CreateBuilder<string>();
            foreach ((Node item, NodePath place) in context.Items(node, path, "a list of command names"))
            {
                string comm = context.LineText(item, place, LongestTaskName, "a command name");
                if (comm.Length == 0 && item is ScalarNode { IsNull: false, Text: "" }) context.Expected(item, place, ManifestProblemId.BadName, "a command name");
                tasks.Add(comm);
            }

            kernel = kernel with { Tasks = tasks.ToImmutable() };
        }

        return kernel;
    }

    private static ulong ModuleArea(ReadContext context, Node node, NodePath path)
    {
        ulong area = context.Unsigned(node, path, 0, 0xffff_ffff_f000_0000, "an address");
        if (area % 4096 != 0) context.Expected(node, path, ManifestProblemId.OutOfRange, "the address of a page, a multiple of 0x1000");
        return area;
    }

    private static KernelDefinition Texts(MapReader reader, KernelDefinition kernel)
    {
        ReadContext context = reader.Context;
        if (reader.TryGet("description", out Node? node, out NodePath path)) kernel = kernel with { Description = context.Text(node, path) };
        if (reader.TryGet("uname_release", out node, out path)) kernel = kernel with { UnameRelease = context.LineText(node, path, 64) };
        if (reader.TryGet("version", out node, out path)) kernel = kernel with { Version = context.LineText(node, path) };
        if (reader.TryGet("command_line", out node, out path)) kernel = kernel with { CommandLine = context.LineText(node, path) };
        if (reader.TryGet("vermagic", out node, out path)) kernel = kernel with { Vermagic = Lists.Vermagic(context, node, path) };
        return kernel;
    }

    private static ImmutableArray<FunctionDefinition> Functions(MapReader reader, SymbolTable? table)
    {
        if (!reader.TryGet("functions", out Node? list, out NodePath path)) return [];
        ReadContext context = reader.Context;
        HashSet<string> given = new(System.StringComparer.Ordinal);
        ImmutableArray<FunctionDefinition>.Builder functions = ImmutableArray.CreateBuilder<FunctionDefinition>();
        foreach ((Node node, NodePath place) in context.Items(list, path, "a list of functions"))
        {
            if (MapReader.Open(context, node, place, Tables.KernelFunction) is not { } function) continue;
            string name = function.TryGet("name", out Node? value, out NodePath valuePath) ? context.Name(value, valuePath, "a function's name") : "";
            if (name.Length > 0)
            {
                Require(context, table, value!, valuePath, name, "a function of this kernel's symbols");
                if (!given.Add(name)) context.Report(value!, valuePath, ManifestProblemId.DuplicateKey, "each function once", $"the function {Shown.Of(name)} has a body already");
            }

            Body body = function.TryGet("body", out value, out valuePath) ? BodyReader.Read(context, value, valuePath, new BodyScope()) : Body.Empty;
            functions.Add(new FunctionDefinition(name, body));
        }

        return functions.ToImmutable();
    }

    private static void Require(ReadContext context, SymbolTable? table, Node node, NodePath path, string name, string expected)
    {
        if (table is null || table.CountOf(name, null) > 0) return;
        context.Expected(node, path, ManifestProblemId.UnknownName, expected);
    }
}
