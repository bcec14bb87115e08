using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using KlpShell.Core.Abi;
using KlpShell.Core.Faults;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Machine;
using KlpShell.Core.Manifests;
using KlpShell.Core.Modules;
using KlpShell.Manifests.Keys;
using KlpShell.Manifests.Reading;
using KlpShell.Manifests.Tests.Support;
using KlpShell.Manifests.Yaml;
using Xunit;

namespace KlpShell.Manifests.Tests.Schema;

/// <summary>The JSON schema that editors use says what the reader does.</summary>
public sealed class SchemaTests
{
    private static readonly JsonElement s_schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Support.Shipped.Folder, "schema", "klp-manifest.schema.json"))).RootElement;

    public static TheoryData<string> Tables => [.. Keys.Tables.All.Select(table => table.Name)];

    public static TheoryData<string> Names => Support.Shipped.Names;

    [Theory]
    [MemberData(nameof(Tables))]
    public void HasTheReadersKeys(string name)
    {
        KeyTable table = Keys.Tables.All.Single(table => table.Name == name);
        JsonElement definition = Definition(name);
        Assert.Equal("object", definition.GetProperty("type").GetString());
        Assert.False(definition.GetProperty("additionalProperties").GetBoolean());
        Assert.Equal(table.Keys.Select(key => key.Name).Order(), definition.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order());
        Assert.Equal(table.Keys.Where(key => key.Required).Select(key => key.Name).Order(), definition.GetProperty("required").EnumerateArray().Select(key => key.GetString()!).Order());
        Assert.All(definition.GetProperty("properties").EnumerateObject(), property => Assert.NotEmpty(property.Value.GetProperty("description").GetString()!));
    }

    [Fact]
    public void HasAllTables()
    {
        string[] mappings = [.. s_schema.GetProperty("$defs").EnumerateObject().Where(definition => definition.Value.TryGetProperty("properties", out _)).Select(definition => definition.Name)];
        Assert.Equal(Keys.Tables.All.Select(table => table.Name).Order(), mappings.Order());
    }

    [Fact]
    public void HasTheReadersWords()
    {
        Check(Words.Kind.Name, Words.Kind.Words);
        Check(Words.LogLevel.Name, Words.LogLevel.Words);
        Check(Words.Sleep.Name, Words.Sleep.Words);
        Check(Words.ParameterType.Name, Words.ParameterType.Words);
        Check(Words.Export.Name, Words.Export.Words);
        Check(Words.Section.Name, Words.Section.Words);
        Check(Words.AbiLevel.Name, Words.AbiLevel.Words);
        Check(Words.RelocationType.Name, Words.RelocationType.Words);
        Check(Words.PatchInit.Name, Words.PatchInit.Words);
        Check(Words.FailFunction.Name, Words.FailFunction.Words);
        Check(Words.Failslab.Name, Words.Failslab.Words);
        Check(Words.KprobeHandler.Name, Words.KprobeHandler.Words);
        static void Check(string name, IEnumerable<string> words) => Assert.Equal(words, Definition(name).GetProperty("enum").EnumerateArray().Select(word => word.GetString()!));
    }

    [Fact]
    public void WordsStandForTheRightValues()
    {
        Assert.All(Enum.GetValues<ManifestKind>(), kind => Assert.Equal(kind.ToString(), Words.Kind.WordFor((int)kind)));
        Assert.All(Enum.GetValues<AbiLevel>(), level => Assert.Equal(level.ToString().ToLowerInvariant(), Words.AbiLevel.WordFor((int)level)));
        Assert.All(Enum.GetValues<ParameterType>(), type => Assert.Equal(type == ParameterType.String ? "charp" : type == ParameterType.IntArray ? "int_array" : type.ToString().ToLowerInvariant(), Words.ParameterType.WordFor((int)type)));
        Assert.All(Enum.GetValues<ExportKind>(), kind => Assert.Equal(kind.ToString().ToLowerInvariant(), Words.Export.WordFor((int)kind)));
        Assert.All(FaultPoints.All, point => Assert.Equal(FaultPoints.NameOf(point), (FaultPoints.IsAllocation(point) ? Words.Failslab : Words.FailFunction).WordFor((int)point)));
        Assert.Equal([KprobeKind.Pre, KprobeKind.Post, KprobeKind.Return, KprobeKind.Jump], Words.KprobeHandler.Words.Select(static word => Words.KprobeHandler.TryGet(word, out int kind) ? (KprobeKind)kind : default));
        Assert.All(Enum.GetValues<LogLevel>(), level => Assert.StartsWith(Words.LogLevel.WordFor((int)level)[..3], level.ToString().ToLowerInvariant()));
    }

    [Fact]
    public void HasAllSteps() => Assert.Equal(
        Keys.Steps.Kinds.Select(kind => "#/$defs/" + kind.Name),
        Definition("step").GetProperty("oneOf").EnumerateArray().Select(step => step.GetProperty("$ref").GetString()!));

    [Theory]
    [MemberData(nameof(Names))]
    public void ShippedManifestsKeepToIt(string name)
    {
        string file = Path.Combine(Support.Shipped.Folder, name);
        string text = File.ReadAllText(file);
        Assert.StartsWith("# yaml-language-server: $schema=../schema/klp-manifest.schema.json\n", text);
        Node document = Node(text);
        Assert.Equal("", new MiniSchema(s_schema).Check(document));
    }

    [Theory]
    [InlineData("kind: Livepatch\nname: p\nobjects: [ { name: vmlinux, functoins: [] } ]\n")]
    [InlineData("kind: Livepatch\nname: p\nobjects: 5\n")]
    [InlineData("kind: Module\nname: m\nparameters: [ { name: a, type: integer } ]\n")]
    [InlineData("kind: Kernel\nname: k\n")]
    public void TheCheckOfThisTestRefusesWhatIsWrong(string text) => Assert.NotEqual("", new MiniSchema(s_schema).Check(Node(text)));

    private static Node Node(string text)
    {
        SourceText source = new(Text.Source, text);
        return new DocumentReader(source, ManifestLimits.Default, new ProblemList(source, 10)).Next()!;
    }

    private static JsonElement Definition(string name) => s_schema.GetProperty("$defs").GetProperty(name);
}
