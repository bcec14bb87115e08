using KlpShell.Manifests.Tests.Support;
using Xunit;

namespace KlpShell.Manifests.Tests.Refusals;

/// <summary>Values: of another type, out of range, or not among those allowed.</summary>
public sealed class ValueTests
{
    private const string Kernel = "kind: Kernel\nname: k\nrelease: b700e7f03d\nsymbols: [ { name: f, address: 0x1000 } ]\n";

    [Theory]
    [InlineData("cpus: 0", "5:7: cpus: found '0' where a number of CPUs from 1 to 8192 was expected [OutOfRange]")]
    [InlineData("cpus: two", "5:7: cpus: found 'two' where a number of CPUs was expected [WrongType]")]
    [InlineData("cpus: 010", "5:7: cpus: found '010' where a number of CPUs was expected; numbers are decimal or 0x hexadecimal, without a zero in front [WrongType]")]
    [InlineData("cpus:", "5:6: cpus: found nothing where a number of CPUs was expected [WrongType]")]
    [InlineData("kaslr: yes", "5:8: kaslr: found 'yes' where true or false was expected [WrongType]")]
    [InlineData("kaslr_offset: 0x200000", "5:15: kaslr_offset: a kernel whose addresses have moved was built with kaslr: true [Conflict]")]
    [InlineData("entry_offset: 2", "5:15: entry_offset: found '2' where 0, or 4 where functions begin with ENDBR64 was expected [OutOfRange]")]
    [InlineData("module_area: ffffffffa0000000", "5:14: module_area: found 'ffffffffa0000000' where an address was expected; hexadecimal numbers begin with 0x, and none has more than 64 bits [WrongType]")]
    [InlineData("module_area: 0xffffffffa0000001", "5:14: module_area: found '0xffffffffa0000001' where the address of a page, a multiple of 0x1000 was expected [OutOfRange]")]
    [InlineData("module_area: 0x1ffffffffa0000000", "5:14: module_area: found '0x1ffffffffa0000000' where an address was expected [WrongType]")]
    [InlineData("tasks: [a_name_of_16_ch_]", "5:9: tasks[0]: found 16 characters where at most 15 were expected [TooLong]")]
    [InlineData("tasks: sshd", "5:8: tasks: found 'sshd' where a list of command names was expected [WrongType]")]
    [InlineData("description: [a]", "5:14: description: found a list where text was expected [WrongType]")]
    [InlineData("symbol_table: x", "4:10: symbols: a kernel has its symbols in a file (symbol_table) or in the manifest (symbols), not both [Conflict]")]
    [InlineData("traceable: [g]", "5:13: traceable[0]: found 'g' where a function of this kernel's symbols was expected [UnknownName]")]
    [InlineData("functions: [ { name: g, body: [] } ]", "5:22: functions[0].name: found 'g' where a function of this kernel's symbols was expected [UnknownName]")]
    [InlineData("files: { /proc/x: g }", "5:19: files['/proc/x']: found 'g' where a function that is there was expected [UnknownName]")]
    [InlineData("files: { proc/x: f }", "5:10: files['proc/x']: found 'proc/x' where a whole path such as /proc/cmdline was expected [BadName]")]
    [InlineData("files: { /proc/../x: f }", "5:10: files['/proc/../x']: found '/proc/../x' where a whole path such as /proc/cmdline was expected [BadName]")]
    [InlineData("files: { /proc/x: { show: f, mode: 0999 } }", "5:36: files['/proc/x'].mode: found '0999' where permission bits in octal, such as 0644 was expected [WrongType]")]
    [InlineData("files: { /proc/x: { mode: 0444 } }", "5:19: files['/proc/x']: a file needs a function that shows it, one that stores what is written, or both [MissingKey]")]
    public void OfAKernelAreRefused(string line, string expected) => Assert.Equal([expected], Text.Lines(Kernel + line + "\n"));

    [Theory]
    [InlineData("parameters: [ { name: p, type: boolean } ]", "3:32: parameters[0].type: found 'boolean' where one of charp, bool, int, uint, ulong, int_array, callback was expected; did you mean 'bool'? [UnknownValue]")]
    [InlineData("parameters: [ { name: p, type: int, default: 3000000000 } ]", "3:46: parameters[0].default: found '3000000000' where a number from -2147483648 to 2147483647 was expected [OutOfRange]")]
    [InlineData("variables: [ { name: v, bytes: 0xzz } ]", "3:32: variables[0].bytes: found '0xzz' where bytes in hexadecimal, such as '55 48 89 e5' was expected [WrongType]")]
    [InlineData("variables: [ { name: v, size: 1000000000 } ]", "3:31: variables[0].size: found '1000000000' where a number of bytes from 0 to 1048576 was expected [OutOfRange]")]
    [InlineData("variables: [ { name: v, type: T } ]", "3:31: variables[0].type: found 'T' where one of the type letters d, D, r, R, b, B was expected [UnknownValue]")]
    [InlineData("functions: [ { name: f, size: 0 } ]", "3:31: functions[0].size: found '0' where a number of bytes from 1 to 1048576 was expected [OutOfRange]")]
    [InlineData("functions: [ { name: f, size: 2, text: '001122' } ]", "3:40: functions[0].text: found '001122' where at most the function's 2 bytes was expected [OutOfRange]")]
    [InlineData("functions: [ { name: 1f } ]", "3:22: functions[0].name: found '1f' where a function's name of letters, digits and underscores was expected [BadName]")]
    [InlineData("functions: f", "3:12: functions: found 'f' where a list of functions was expected [WrongType]")]
    [InlineData("functions: [ f ]", "3:14: functions[0]: found 'f' where a mapping with the key 'name' was expected [WrongType]")]
    [InlineData("init: later", "3:7: init: found 'later' where a list of steps was expected [WrongType]")]
    public void OfAModuleAreRefused(string line, string expected) => Assert.Equal([expected], Text.Lines("kind: Module\nname: m\n" + line + "\n"));

    [Theory]
    [InlineData("functions: [ { old_name: x } ]", "5:18: objects[0].functions[0]: nothing says what the new function does: a body, or new_func with the name of one of the module's functions, or new_func: null, was expected [MissingKey]")]
    [InlineData("functions: [ { old_name: x, new_func: nxe, body: [] } ]", "5:43: objects[0].functions[0].new_func: a function has its body here, or names one of the module's functions with new_func, not both; the name of the one with its body here is new_name [Conflict]")]
    [InlineData("functions: [ { old_name: x, new_name: n } ]", "5:43: objects[0].functions[0].new_name: new_name names the function whose body stands here, and there is none; one of the module's functions is named with new_func [Conflict]")]
    [InlineData("functions: [ { old_name: x, body: [] }, { old_name: y, new_func: livepatch_z } ]", "5:70: objects[0].functions[1].new_func: found 'livepatch_z' where one of the module's functions, or null was expected; did you mean 'livepatch_x'? [UnknownName]")]
    [InlineData("functions: [ { old_name: x, body: [] }, { old_name: x, body: [] } ]", "5:45: objects[0].functions[1]: the module has a function or variable 'livepatch_x' already; a patched function can be given another name with new_name [DuplicateKey]")]
    [InlineData("functions: []\n    relocations: [ { loc: slto, type: R_X86_64_64, name: x } ]", "6:27: objects[0].relocations[0].loc: found 'slto' where a function or variable of this module was expected; did you mean 'slot'? [UnknownName]")]
    [InlineData("functions: []\n    relocations: [ { loc: slot+x, type: 1, name: x } ]", "6:27: objects[0].relocations[0].loc: found 'slot+x' where a place such as slot, slot+8 or an address was expected [WrongType]")]
    [InlineData("functions: []\n    relocations: [ { loc: { symbol: slot, vmlinux: x }, type: 1, name: x } ]", "6:27: objects[0].relocations[0].loc: a place is counted from one of symbol, module_start, module_end, vmlinux, and 2 stand here [Conflict]")]
    [InlineData("functions: []\n    relocations: [ { loc: slot, type: R_X86_64_32Z, name: x } ]", "6:39: objects[0].relocations[0].type: found 'R_X86_64_32Z' where one of R_X86_64_NONE, R_X86_64_64, R_X86_64_PC32, R_X86_64_PLT32, R_X86_64_32, R_X86_64_32S was expected; did you mean 'R_X86_64_32'? [UnknownValue]")]
    public void OfALivepatchAreRefused(string line, string expected) => Assert.Equal([expected], Text.Lines("kind: Livepatch\nname: p\nobjects:\n  - name: vmlinux\n    " + line + "\nvariables: [ { name: slot } ]\n"));

    [Fact]
    public void AReleaseWithoutEvidenceIsRefusedWithTheNearest() => Assert.Equal(
        ["3:10: release: '3.19' is no release that there is evidence for. Known: " + string.Join(", ", System.Linq.Enumerable.Select(Core.Release.All, release => release.Name)) + ". Linux 3.19 never had livepatch; the first commit is b700e7f03d. [UnknownRelease]"],
        Text.Lines(Kernel.Replace("b700e7f03d", "3.19", System.StringComparison.Ordinal)));

    [Fact]
    public void LevelsOfTheAbiAreFour() => Assert.Equal(
        ["4:12: entries[0].level: found 'testin' where one of stable, testing, obsolete, removed was expected; did you mean 'testing'? [UnknownValue]"],
        Text.Lines("kind: Abi\nentries:\n  - what: /sys/x\n    level: testin\n"));
}
