using System;
using System.Linq;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Manifests.Tests.Support;
using Xunit;

namespace KlpShell.Manifests.Tests.Reading;

/// <summary>Documents of kind Module.</summary>
public sealed class ModuleTests
{
    [Fact]
    public void ABareModuleIsLikeADefinitionWithANameOnly() => DeepComparer.Equal(new ModuleDefinition("m"), Text.Module(""));

    [Fact]
    public void TakesWhatModinfoShows()
    {
        ModuleDefinition module = Text.Module("description: a module\nlicense: Dual BSD/GPL\nvermagic: '3.19.8 SMP mod_unload '\nin_tree: true\ndepends: [a, b]\ninit: []\nexit: null\n");
        Assert.Equal(("a module", "Dual BSD/GPL", "3.19.8 SMP mod_unload", true, "a,b"), (module.Description, module.License, module.Vermagic, module.InTree, string.Join(',', module.Depends)));
        Assert.Same(Body.Empty, module.Init);
        Assert.Null(module.Exit);
        Assert.Null(Text.Module("vermagic: any\n").Vermagic);
    }

    [Theory]
    [InlineData("type: charp, default: 5", ParameterType.String, 0, "5")]
    [InlineData("type: charp", ParameterType.String, 0, "")]
    [InlineData("type: bool, default: true", ParameterType.Bool, 1, null)]
    [InlineData("type: int, default: -5", ParameterType.Int, -5, null)]
    [InlineData("type: uint, default: 0xffffffff", ParameterType.UInt, 0xffffffff, null)]
    [InlineData("type: ulong, default: 0xffffffffffffffff", ParameterType.ULong, -1, null)]
    [InlineData("type: int_array, default: '1,2'", ParameterType.IntArray, 0, "1,2")]
    [InlineData("type: callback, default: '7'", ParameterType.Callback, 0, "7")]
    [InlineData("type: callback", ParameterType.Callback, 0, null)]
    public void ParametersHaveTypesAndDefaults(string text, ParameterType type, long number, string? value)
    {
        ParameterDefinition parameter = Text.Module($"parameters: [ {{ name: p, {text} }} ]\n").Parameters[0];
        Assert.Equal((type, new Value(number, value), 0x124), (parameter.Type, parameter.Default, parameter.Mode));
    }

    [Fact]
    public void ASetterUsesWhatStandsBehindIt()
    {
        ModuleDefinition module = Text.Module("parameters:\n  - name: a\n    type: callback\n    mode: 0200\n    on_set:\n      - set: { parameter: b, value: \"${argument}\" }\n      - return: -EINVAL\n  - name: b\n    type: int\nvariables: []\n");
        Assert.Equal([new SetParameterStep("b", Operand.Argument), new ReturnStep(-22)], module.Parameters[0].OnSet!.Steps.ToArray());
        Assert.Equal(0x80, module.Parameters[0].Mode);
    }

    [Theory]
    [InlineData("", "0000000000000000", 'd')]
    [InlineData(", value: 0x1122334455667788", "8877665544332211", 'd')]
    [InlineData(", value: -1", "ffffffffffffffff", 'd')]
    [InlineData(", bytes: '01 02 0a'", "01020a", 'd')]
    [InlineData(", size: 3, section: rodata", "000000", 'r')]
    [InlineData(", size: 0, type: B", "", 'B')]
    public void VariablesAreNumbersBytesOrZeros(string text, string bytes, char type)
    {
        VariableDefinition variable = Text.Module($"variables: [ {{ name: v{text} }} ]\n").Variables[0];
        Assert.Equal((bytes, type, type == 'r'), (Convert.ToHexString(variable.Initial.AsSpan()).ToLowerInvariant(), variable.Type, variable.ReadOnly));
    }

    [Fact]
    public void FunctionsHaveTextAndExports()
    {
        FunctionDefinition function = Text.Module("functions: [ { name: f.isra.0, traceable: false, export: gpl, size: 64, type: T, text: 55e5 } ]\n").Functions[0];
        Assert.Equal(("f.isra.0", false, ExportKind.Gpl, 64u, 'T', "55E5"), (function.Name, function.Traceable, function.Export, function.Size, function.Type, Convert.ToHexString(function.Text.AsSpan())));
    }

    [Fact]
    public void TwoStaticFunctionsMayHaveOneName() => Assert.Equal(2, Text.Module("functions: [ { name: f }, { name: f } ]\n").Functions.Length);

    [Theory]
    [InlineData("m", true)]
    [InlineData("a_b9", true)]
    [InlineData("a.b", false)]
    [InlineData("''", false)]
    [InlineData("a b", false)]
    [InlineData("\"a\\e[31m\"", false)]
    [InlineData("é", false)]
    [InlineData("a234567890123456789012345678901234567890123456789012345", true)]
    [InlineData("a2345678901234567890123456789012345678901234567890123456", false)]
    public void NamesAreThoseThatModulesCanHave(string name, bool good) => Assert.Equal(good, Text.Read($"kind: Module\nname: {name}\n").Succeeded);
}
