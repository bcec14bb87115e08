using System.Linq;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Manifests;
using KlpShell.Core.Modules;
using KlpShell.Manifests.Tests.Support;
using Xunit;

namespace KlpShell.Manifests.Tests.Reading;

/// <summary>Documents of kind Livepatch.</summary>
public sealed class LivepatchTests
{
    [Fact]
    public void TheShortestPatchIsTheSample()
    {
        LivepatchDefinition patch = Text.Good("""
            kind: Livepatch
            name: livepatch_sample
            description: what the patch is for
            cves: [CVE-2014-0000]
            replace: false
            objects:
              - name: vmlinux
                functions:
                  - old_name: cmdline_proc_show
                    sympos: 0
                    new_name: livepatch_cmdline_proc_show
                    body: [ { seq_printf: "this has been live patched\n" } ]
            states: []
            abi:
              - what: /sys/kernel/livepatch/<patch>/enabled
                level: testing
                date: Nov 2014
                kernel_version: 3.19.0
                contact: live-patching@vger.kernel.org
                description: the switch
                users: []
            """).Livepatch!;
        Assert.Equal(("livepatch_sample", "what the patch is for"), (patch.Name, patch.Description));
        PatchDefinition definition = Assert.Single(patch.Patches);
        Assert.Equal(("what the patch is for", "CVE-2014-0000", "CVE-2014-0000"), (definition.Description, Assert.Single(definition.Cves), Assert.Single(patch.Cves)));
        PatchObjectDefinition obj = Assert.Single(definition.Objects);
        Assert.Null(obj.Name);
        Assert.True(obj.Relocations.IsDefault);
        Assert.Equal(new PatchFuncDefinition("cmdline_proc_show", "livepatch_cmdline_proc_show"), Assert.Single(obj.Functions));
        Assert.Equal("this has been live patched\n", ((SeqPrintfStep)patch.Module.Functions[0].Body.Steps[0]).Text.Format);
        Assert.Same(PatchInit.RegisterAndEnable, patch.Module.Init);
        Assert.True(patch.Module.IsLivepatch);
        Assert.Equal("/sys/kernel/livepatch/<patch>/enabled", Assert.Single(Assert.Single(patch.AbiEntries).What));
        Assert.Equal((Text.Source, 15), (patch.AbiEntries[0].File, patch.AbiEntries[0].Line));
    }

    [Theory]
    [InlineData("vmlinux", null)]
    [InlineData("{ literal: vmlinux }", "vmlinux")]
    [InlineData("''", "")]
    [InlineData("tgt_mod", "tgt_mod")]
    [InlineData("a/b", "a/b")]
    [InlineData("a%%b", "a%%b")]
    public void ObjectsHaveAnyNameThatACodeFileCanGiveThem(string written, string? name) => Assert.Equal(name, Text.Object($"name: {written}\nfunctions: []").Name);

    [Fact]
    public void NullPointersAreNull()
    {
        Assert.True(Text.Livepatch("objects: null\n").Patches[0].WithoutObjects);
        Assert.True(Text.Livepatch("objects: []\n").Patches[0] is { WithoutObjects: false, Objects.IsEmpty: true });
        Assert.True(Text.Object("name: vmlinux\nfunctions: null").Functions.IsDefault);
        Assert.True(Text.Object("name: vmlinux\nfunctions: []").Functions.IsEmpty);
        Assert.True(Text.Object("name: vmlinux\nfunctions: []\nrelocations: null").Relocations.IsDefault);
        Assert.True(Text.Object("name: vmlinux\nfunctions: []\nrelocations: []").Relocations.IsEmpty);
        Assert.Equal(new PatchFuncDefinition("f", null), Text.Object("name: vmlinux\nfunctions: [ { old_name: f, new_func: null } ]").Functions[0]);
    }

    [Fact]
    public void FunctionsCarryHintsAndReasons() => Assert.Equal(
        new PatchFuncDefinition("", "livepatch_") { OldAddress = 0xffffffff81000000, SymbolPosition = 2, SafeBecause = "conditional_check" },
        Text.Object("name: vmlinux\nfunctions: [ { old_name: '', old_addr: 0xffffffff81000000, sympos: 2, safe_because: conditional_check, body: [] } ]").Functions[0]);

    [Theory]
    [InlineData("cmdline_proc_show", "livepatch_cmdline_proc_show")]
    [InlineData("f.isra.0", "livepatch_f.isra.0")]
    [InlineData("a%%b", "livepatch_a__b")]
    [InlineData("c/d", "livepatch_c_d")]
    public void ANewFunctionHasANameOfItsOwn(string oldName, string newName) =>
        Assert.Equal(newName, Text.Object($"name: vmlinux\nfunctions: [ {{ old_name: {oldName}, body: [] }} ]").Functions[0].NewFunction);

    [Fact]
    public void TwoEntriesMayShareANewFunctionWhereverItStands()
    {
        ModuleDefinition module = Text.Livepatch("objects:\n  - name: a\n    functions: [ { old_name: f, new_func: both }, { old_name: g, new_func: livepatch_h } ]\n  - name: b\n    functions: [ { old_name: h, body: [] } ]\nfunctions: [ { name: both } ]\n");
        Assert.Equal("both,livepatch_h", string.Join(',', module.Functions.Select(function => function.Name)));
        Assert.Equal("both", module.Patches[0].Objects[0].Functions[0].NewFunction);
    }

    [Theory]
    [InlineData("slot", RelocationBase.Symbol, "slot", 0)]
    [InlineData("slot+8", RelocationBase.Symbol, "slot", 8)]
    [InlineData("slot+0x10", RelocationBase.Symbol, "slot", 16)]
    [InlineData("{ symbol: slot, offset: -8 }", RelocationBase.Symbol, "slot", -8)]
    [InlineData("livepatch_f+2", RelocationBase.Symbol, "livepatch_f", 2)]
    [InlineData("0xffffffff81000000", RelocationBase.Absolute, null, unchecked((long)0xffffffff81000000))]
    [InlineData("{ module_start: 16 }", RelocationBase.ModuleStart, null, 16)]
    [InlineData("{ module_end: -8 }", RelocationBase.ModuleEnd, null, -8)]
    [InlineData("{ vmlinux: jiffies_64 }", RelocationBase.VmlinuxSymbol, "jiffies_64", 0)]
    public void RelocationsPointAnywhere(string loc, RelocationBase from, string? symbol, long offset) => Assert.Equal(
        new RelocationPlace(from, symbol, offset),
        Relocation($"loc: {loc}, type: R_X86_64_64, name: x").Location);

    [Theory]
    [InlineData("R_X86_64_NONE", 0)]
    [InlineData("R_X86_64_64", 1)]
    [InlineData("R_X86_64_PC32", 2)]
    [InlineData("R_X86_64_PLT32", 4)]
    [InlineData("R_X86_64_32", 10)]
    [InlineData("R_X86_64_32S", 11)]
    [InlineData("99", 99)]
    public void RelocationsHaveTypesByNameOrNumber(string type, uint number) => Assert.Equal(number, Relocation($"loc: slot, type: {type}, name: x").Type);

    [Fact]
    public void RelocationsCarryTheirValue()
    {
        RelocationDefinition relocation = Relocation("loc: slot, type: 1, name: x, val: 0xffffffff81000000, addend: -4, external: true");
        Assert.Equal(("x", 0xffffffff81000000, -4, true), (relocation.Name, relocation.Value, relocation.Addend, relocation.External));
    }

    [Fact]
    public void InitRegistersEnablesOrDoesWhatItSays()
    {
        Assert.Same(PatchInit.RegisterAndEnable, Text.Livepatch("objects: []\ninit: sample\n").Init);
        Assert.Same(PatchInit.RegisterOnly, Text.Livepatch("objects: []\ninit: register\n").Init);
        Assert.Same(Body.Empty, Text.Livepatch("objects: []\ninit: []\n").Init);
        Assert.Null(Text.Livepatch("objects: []\ninit: null\n").Init);
        Assert.Equal([new CallStep("klp_register_patch", 1)], Text.Livepatch("objects: []\ninit: [ { call: { function: klp_register_patch, argument: 1 } } ]\n").Init!.Steps.ToArray());
        Assert.Equal(["4:7: init: found 'enable' where one of sample, register was expected [UnknownValue]"], Text.Lines("kind: Livepatch\nname: p\nobjects: []\ninit: enable\n"));
    }

    [Fact]
    public void AModuleMayHoldSeveralPatches()
    {
        ModuleDefinition module = Text.Livepatch("description: one\nobjects: []\nmore_patches:\n  - description: two\n    cves: [CVE-1]\n    objects: [ { name: vmlinux, functions: [ { old_name: f, body: [] } ] } ]\n  - objects: null\n");
        Assert.Equal("one,two,", string.Join(',', module.Patches.Select(patch => patch.Description)));
        Assert.Equal("CVE-1", Assert.Single(module.Patches[1].Cves));
        Assert.True(module.Patches[2].WithoutObjects);
    }

    private static RelocationDefinition Relocation(string text) => Text.Livepatch($"objects: [ {{ name: vmlinux, functions: [ {{ old_name: f, body: [] }} ], relocations: [ {{ {text} }} ] }} ]\nvariables: [ {{ name: slot, size: 64 }} ]\n").Patches[0].Objects[0].Relocations[0];
}
