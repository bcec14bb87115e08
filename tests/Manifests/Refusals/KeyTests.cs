using KlpShell.Manifests.Tests.Support;
using Xunit;

namespace KlpShell.Manifests.Tests.Refusals;

/// <summary>Keys: unknown, twice, missing, together where they can't be.</summary>
public sealed class KeyTests
{
    [Fact]
    public void AllOfADocumentsErrorsComeAtOnceAndInOrder() => Assert.Equal(
        [
            "2:7: name: found 'live-patch' where a module's name of 1 to 55 letters, digits and underscores was expected; the kernel knows a module by underscores where its file has dashes [BadName]",
            "3:1: licence: 'licence' is no key here; did you mean 'license'? [UnknownKey]",
            "6:5: objects[0].functoins: 'functoins' is no key here; did you mean 'functions'? [UnknownKey]",
            "9:9: objects[0].functions[0].bdoy: 'bdoy' is no key here; did you mean 'body'? [UnknownKey]",
            "11:13: objects[0].functions[0].body[0]: 'seq_print' is no step; did you mean 'seq_printf'? [UnknownKey]",
            "12:5: objects[1]: the key 'name' is missing [MissingKey]",
            "13:1: name: the key 'name' stands here a second time; the first is in line 2 [DuplicateKey]",
        ],
        Text.Lines("""
            kind: Livepatch
            name: live-patch
            licence: GPL
            objects:
              - name: vmlinux
                functoins: []
                functions:
                  - old_name: cmdline_proc_show
                    bdoy: []
                    body:
                      - seq_print: "x"
              - functions: null
            name: other
            """));

    [Theory]
    [InlineData("kind: Module\nname: m\nxyzzy_plugh: 1\n", "3:1: xyzzy_plugh: 'xyzzy_plugh' is no key here; the keys here are kind, name, description, license, vermagic, in_tree, signed, depends, parameters, variables, functions, kprobes, init, exit, files [UnknownKey]")]
    [InlineData("kind: Module\nname: m\n<<: { a: b }\n", "3:1: ['<<']: '<<' is no key here; merging is not supported, an alias for the whole value is [UnknownKey]")]
    [InlineData("kind: Module\nname: m\n? [a]\n: b\n", "3:3: found a list where a key was expected [WrongType]")]
    [InlineData("name: m\n", "1:1: the key 'kind' is missing: one of Kernel, Module, Livepatch, Abi was expected [MissingKey]")]
    [InlineData("kind: LivePatch\n", "1:7: kind: found 'LivePatch' where one of Kernel, Module, Livepatch, Abi was expected; did you mean 'Livepatch'? [UnknownValue]")]
    [InlineData("kind: [Module]\n", "1:7: kind: found a list where one of Kernel, Module, Livepatch, Abi was expected [WrongType]")]
    [InlineData("- kind: Module\n", "1:1: found a list where a mapping with the key 'kind' was expected [WrongType]")]
    [InlineData("kind: Module\n", "1:1: the key 'name' is missing [MissingKey]")]
    [InlineData("kind: Module\nname: m\nvariables: [ { name: v, value: 1, size: 2 } ]\n", "3:14: variables[0]: a variable has one of value (a 64-bit number), bytes and size (that many zeros), not several [Conflict]")]
    [InlineData("kind: Module\nname: m\nfunctions: [ { name: f }, { name: f, type: T } ]\n", "3:27: functions[1]: the module has a function or variable 'f' already; a patched function can be given another name with new_name [DuplicateKey]")]
    [InlineData("kind: Module\nname: m\nparameters: [ { name: p, type: int }, { name: p, type: int } ]\n", "3:39: parameters[1]: the module has a parameter 'p' already [DuplicateKey]")]
    public void IsRefused(string yaml, string expected) => Assert.Equal([expected], Text.Lines(yaml));
}
