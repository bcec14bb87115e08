using System.Linq;
using KlpShell.Core.Faults;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Manifests;
using KlpShell.Core.Modules;
using KlpShell.Manifests.Tests.Support;
using Xunit;

namespace KlpShell.Manifests.Tests.Reading;

/// <summary>The faults of a kernel, and the probes of a module.</summary>
public sealed class FaultTests
{
    private const string Head = "kind: Kernel\nname: k\nrelease: 6.12\nsymbols: []\nfaults:\n";

    [Fact]
    public void TakeEverything()
    {
        Fault[] faults = [.. Text.Good(Head + """
              - { fail_function: register_ftrace_function, retval: -EBUSY, probability: 50, interval: 3, times: -1, space: 2, verbose: 1 }
              - failslab: kobject_name
              - { failslab: nop, retval: -ENOMEM }
              - { fail_function: do_init_module, retval: -19 }
            """).Kernel!.Faults];
        Assert.Equal(
            [
                new Fault(FaultPoint.FtraceRegister) { Errno = Errno.EBUSY, Probability = 50, Interval = 3, Times = Fault.Always, Space = 2, Verbose = 1 },
                new Fault(FaultPoint.KobjectName),
                new Fault(FaultPoint.NopAllocation),
                new Fault(FaultPoint.ModuleInit) { Errno = Errno.ENODEV },
            ],
            faults);
    }

    [Theory]
    [InlineData("  - fail_function: register_ftrace", "6:20: faults[0].fail_function: found 'register_ftrace' where one of ftrace_set_filter_ip, ftrace_set_filter_ip_remove, register_ftrace_function, unregister_ftrace_function, klp_pre_patch_callback, layout_and_allocate, copy_module_elf, mod_sysfs_setup, do_init_module was expected; did you mean 'register_ftrace_function'? [UnknownValue]")]
    [InlineData("  - failslab: kobject", "6:15: faults[0].failslab: found 'kobject' where one of ftrace_ops, kobject_name, kernfs_node, nop, klp_shadow was expected; did you mean 'kobject_name'? [UnknownValue]")]
    [InlineData("  - failslab: [nop]", "6:15: faults[0].failslab: found a list where one of ftrace_ops, kobject_name, kernfs_node, nop, klp_shadow was expected [WrongType]")]
    [InlineData("  - { times: 2 }", "6:5: faults[0]: the key 'fail_function', for a function that fails, or 'failslab', for memory that runs out, is missing [MissingKey]")]
    [InlineData("  - { failslab: nop, fail_function: do_init_module }", "6:5: faults[0]: found both fail_function and failslab where one was expected [Conflict]")]
    [InlineData("  - { failslab: nop, retval: -EBUSY }", "6:30: faults[0].retval: found '-EBUSY' where -ENOMEM was expected; memory that runs out is nothing else [Conflict]")]
    [InlineData("  - { fail_function: do_init_module, retval: ENOMEM }", "6:46: faults[0].retval: found 'ENOMEM' where an errno such as -ENOMEM was expected; did you mean '-ENOMEM'? [UnknownValue]")]
    [InlineData("  - { fail_function: do_init_module, retval: -999 }", "6:46: faults[0].retval: found '-999' where an errno such as -ENOMEM was expected [UnknownValue]")]
    [InlineData("  - { fail_function: do_init_module, retval: -EQQQQQQQQQ }", "6:46: faults[0].retval: found '-EQQQQQQQQQ' where an errno such as -ENOMEM was expected [UnknownValue]")]
    [InlineData("  - { fail_function: do_init_module, probability: 0 }", "6:51: faults[0].probability: found '0' where a probability in percent from 1 to 100 was expected [OutOfRange]")]
    [InlineData("  - { fail_function: do_init_module, times: -2 }", "6:45: faults[0].times: found '-2' where how often it fails, or -1 for no limit, from -1 to 2147483647 was expected [OutOfRange]")]
    [InlineData("  - { fail_function: do_init_module, interval: 0 }", "6:48: faults[0].interval: found '0' where an interval from 1 to 2147483647 was expected [OutOfRange]")]
    [InlineData("  - { fail_function: do_init_module, nth: 2 }", "6:38: faults[0].nth: 'nth' is no key here; the keys here are fail_function, failslab, retval, probability, interval, times, space, verbose [UnknownKey]")]
    [InlineData("  do_init_module: 1", "6:3: faults: found a mapping where a list of faults was expected [WrongType]")]
    public void WhatIsNoFaultIsToldWithItsPlace(string fault, string expected) => Assert.Equal([expected], Problems(Head + fault + "\n"));

    [Fact]
    public void TheLineIsShownWithACaretUnderThePlace()
    {
        ManifestProblem problem = Text.Problem(Head + "  - fail_function: register_ftrace\n");
        Assert.Equal(("  - fail_function: register_ftrace", 20), (problem.LineText, problem.Caret));
    }

    [Theory]
    [InlineData("failslab: nop", "14", "atomic-replace")]
    [InlineData("failslab: klp_shadow", "14", "shadow-variables")]
    [InlineData("failslab: kernfs_node", "14", "consistency")]
    [InlineData("fail_function: klp_pre_patch_callback", "19", "callbacks")]
    [InlineData("fail_function: copy_module_elf", "19", "consistency")]
    public void APlaceThatTheReleaseHasNotIsToldWithWhatItCameWith(string fault, string column, string feature)
    {
        string word = fault.Split(' ')[1];
        Assert.Equal([$"6:{int.Parse(column) + 1}: faults[0].{fault.Split(':')[0]}: found '{word}', which the release 4.1 hasn't got: it came with {feature} [UnknownValue]"], Problems(Head.Replace("6.12", "4.1") + "  - " + fault + "\n"));
    }

    [Fact]
    public void AModulesProbesAreRegisteredWhereItsInitSaysNothingElse()
    {
        ModuleDefinition module = Text.Good("kind: Module\nname: m\nkprobes:\n  - symbol_name: a\n  - { symbol_name: b, handler: kretprobe }\n").Module!;
        Assert.Equal([new KprobeDefinition("a", KprobeKind.Pre), new KprobeDefinition("b", KprobeKind.Return)], module.Kprobes.AsEnumerable());
        Assert.Equal(["register_kprobe", "register_kretprobe", "unregister_kprobe"], module.Init!.Steps.OfType<CallStep>().Select(static call => call.Function));
        Assert.Equal(["unregister_kprobe", "unregister_kretprobe"], module.Exit!.Steps.OfType<CallStep>().Select(static call => call.Function));
        module = Text.Good("kind: Module\nname: m\nkprobes: [ { symbol_name: a } ]\ninit: null\nexit: []\n").Module!;
        Assert.Null(module.Init);
        Assert.Empty(module.Exit!.Steps);
    }

    private static string[] Problems(string text) => [.. Text.Read(text).Problems.Select(static problem => problem.ToString()[(Text.Source.Length + 1)..])];
}
