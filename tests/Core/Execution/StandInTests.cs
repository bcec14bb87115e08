using System.Linq;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Execution;

/// <summary>Code of the host that stands in for functions, given to a kernel that runs: of vmlinux, of modules that are there and that aren't yet.</summary>
public sealed class StandInTests
{
    private readonly Kernel _kernel = TestKernel.Boot();

    [Fact]
    public void It_runs_where_the_functions_own_body_would()
    {
        _kernel.StandIn(TestKernel.CmdlineShow, (_, task, _) => Said(task, "stood in\n"));
        Assert.Equal("stood in\n", _kernel.ReadFile("/proc/cmdline").Output);
        Assert.True(_kernel.HasStandIn(TestKernel.CmdlineShow));
        Assert.False(_kernel.HasStandIn(TestKernel.VersionShow));
        Assert.Equal("cmdline_proc_show", _kernel.RanHostCode);
        _kernel.StandIn(TestKernel.CmdlineShow, null);
        Assert.Equal(TestKernel.CommandLine + "\n", _kernel.ReadFile("/proc/cmdline").Output);
        Assert.Empty(_kernel.StandInNames);
    }

    [Fact]
    public void It_stands_in_for_a_function_of_which_nothing_is_known()
    {
        _kernel.StandIn(_kernel.Symbols.AddressOf("outer"), (_, _, argument) => argument.Number + 1);
        Assert.Equal(8, _kernel.Call(_kernel.Symbols.AddressOf("outer"), 7).Value.Number);
    }

    [Fact]
    public void Of_two_functions_of_a_name_it_is_the_one()
    {
        _kernel.StandIn(TestKernel.SecondProbe, (_, _, _) => 2);
        Assert.Equal(0, _kernel.Call(TestKernel.FirstProbe).Value.Number);
        Assert.Equal(2, _kernel.Call(TestKernel.SecondProbe).Value.Number);
    }

    [Fact]
    public void A_module_has_it_as_often_as_it_is_loaded()
    {
        _kernel.StandIn("tgt_mod", "tgt_value", (_, _, _) => "stood in");
        for (int round = 0; round < 2; round++)
        {
            _kernel.LoadModule(TestKernel.Target);
            Assert.Equal("stood in", _kernel.Call(_kernel.Symbols.AddressOf("tgt_value")).Value.Text);
            Assert.Equal("stood in\n", _kernel.ReadFile("/proc/tgt/value").Output);
            _kernel.UnloadModule("tgt_mod");
        }

        Assert.Equal("tgt_mod:tgt_value", Assert.Single(_kernel.StandInNames));
    }

    [Fact]
    public void Of_several_functions_of_one_name_in_a_module_each_has_its_own()
    {
        ModuleDefinition module = new("m") { Functions = [new("helper", Body.Returning(1)), new("helper", Body.Returning(2)), new("other", Body.Returning(3))] };
        _kernel.StandIn("m", "helper", (_, _, _) => 20, 2);
        _kernel.LoadModule(module);
        ulong[] both = [.. _kernel.Symbols.Find("helper").Select(symbol => symbol.Address).Order()];
        Assert.Equal([1, 20], both.Select(address => _kernel.Call(address).Value.Number));
        Assert.Equal([false, true], both.Select(address => _kernel.HasStandIn("m", "helper", address)));
        _kernel.StandIn("m", "helper", (_, _, _) => 10, 1);
        Assert.Equal([10, 20], both.Select(address => _kernel.Call(address).Value.Number));
        Assert.Equal(["m:helper,1", "m:helper,2"], _kernel.StandInNames.ToArray());
        _kernel.StandIn("m", "helper", null, 2);
        Assert.Equal([10, 2], both.Select(address => _kernel.Call(address).Value.Number));
        _kernel.StandIn("m", "helper", null);
        Assert.Equal([1, 2], both.Select(address => _kernel.Call(address).Value.Number));
        Assert.Empty(_kernel.StandInNames);
    }

    [Fact]
    public void An_init_is_a_function_like_any_other()
    {
        _kernel.StandIn("m", "init_module", (_, _, _) => -22);
        EntranceResult refused = _kernel.LoadModule(new ModuleDefinition("m") { Init = Body.Returning(0) });
        Assert.Equal((Errno.EINVAL, Refusal.ModuleInitFailed), (refused.Status.Errno, refused.Status.Refusal));
    }

    [Fact]
    public void A_call_that_modules_make_can_be_stood_in_for()
    {
        Kernel kernel = Kernel.Boot(TestKernel.Definition with
        {
            Symbols = SymbolTable.FromEntries([new("_text", 0xffffffff81000000), new("cmdline_proc_show", TestKernel.CmdlineShow, 't'), new("klp_register_patch", 0xffffffff81002000), new("_end", 0xffffffff81700000, 'B')]),
            Traceable = null,
        });
        kernel.StandIn(0xffffffff81002000, (_, _, _) => -16);
        Assert.Equal(Errno.EBUSY, kernel.LoadModule(Patches.Make("p", true, Patches.Vmlinux(Patches.Func("cmdline_proc_show")))).Status.Errno);
    }

    [Fact]
    public void A_patch_leads_away_from_it_and_back_to_it()
    {
        _kernel.StandIn(TestKernel.CmdlineShow, (_, task, _) => Said(task, "stood in\n"));
        Kernel clone = _kernel.Clone();
        Assert.True(_kernel.LoadModule(Patches.Sample("p")).Succeeded);
        Assert.NotEqual("stood in\n", _kernel.ReadFile("/proc/cmdline").Output);
        Assert.True(_kernel.WriteFile("/sys/kernel/livepatch/p/enabled", "0").Succeeded);
        Assert.Equal("stood in\n", _kernel.ReadFile("/proc/cmdline").Output);
        Assert.Null(clone.RanHostCode);
        Assert.Equal("stood in\n", clone.ReadFile("/proc/cmdline").Output);
        clone.StandIn(TestKernel.CmdlineShow, null);
        Assert.True(_kernel.HasStandIn(TestKernel.CmdlineShow));
    }

    [Fact]
    public void A_rehearsal_stops_at_it()
    {
        int runs = 0;
        _kernel.StandIn(TestKernel.CmdlineShow, (_, _, _) => ++runs);
        Kernel scratch = _kernel.CloneToRehearse();
        Assert.Equal(Refusal.Inexact, scratch.ReadFile("/proc/cmdline").Status.Refusal);
        Assert.Equal((0, "cmdline_proc_show"), (runs, scratch.StoppedAt));
        Assert.Null(scratch.RanHostCode);
    }

    [Fact]
    public void While_it_runs_the_kernel_says_so()
    {
        string? meanwhile = null;
        _kernel.StandIn(TestKernel.CmdlineShow, (kernel, _, _) => (meanwhile = kernel.RunsHostCode) is null ? 0 : 1);
        _kernel.Call(TestKernel.CmdlineShow);
        Assert.Equal("cmdline_proc_show", meanwhile);
        Assert.Null(_kernel.RunsHostCode);
    }

    private static Value Said(KernelTask task, string text)
    {
        Kernel.Print(task, text);
        return 0;
    }
}
