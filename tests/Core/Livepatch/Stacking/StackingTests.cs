using System;
using System.Linq;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch.Stacking;

/// <summary>The core of 4.1: func stacks and their order (facts A, column v4.x; surprises-original).</summary>
public sealed class StackingTests
{
    private readonly Kernel _kernel = TestKernel.Boot(TestKernel.Definition with { Release = Release.Linux41 });

    [Fact(DisplayName = "A.2 register 5: a new patch goes to the tail of the list")]
    public void Tail()
    {
        Load("a", "b");
        Assert.Equal(["a", "b"], _kernel.Livepatch.Patches.Select(patch => patch.Name));
    }

    [Fact(DisplayName = "A.1: the newest replacement of a function wins, and one ftrace user serves all of them")]
    public void NewestWins()
    {
        Load("a", "b", "c");
        foreach (string name in (string[])["a", "b", "c"])
        {
            Assert.True(Patches.Enable(_kernel, name).Succeeded);
            Assert.Equal($"{name}: patched\n", Patches.Cmdline(_kernel));
        }

        Assert.Single(_kernel.Ftrace.Ops);
        Assert.Equal(1, _kernel.Ftrace.Record(TestKernel.CmdlineShow)!.Count);
        Patches.Disable(_kernel, "c");
        Assert.Equal("b: patched\n", Patches.Cmdline(_kernel));
        Patches.Disable(_kernel, "b");
        Patches.Disable(_kernel, "a");
        Assert.Equal("quiet\n", Patches.Cmdline(_kernel));
        Assert.Empty(_kernel.Ftrace.Ops);
    }

    [Fact(DisplayName = "A.2 enable 3: the patch before it must be enabled: -EBUSY before any log and taint, even for unrelated functions")]
    public void PreviousDisabled()
    {
        _kernel.LoadModule(Patches.Sample("a", enable: false));
        _kernel.LoadModule(Patches.Make("b", false, Patches.Vmlinux(Patches.Func("version_proc_show"))));
        Refused(Patches.Enable(_kernel, "b"), Errno.EBUSY, Refusal.PreviousPatchDisabled);
        Assert.Empty(Patches.Log(_kernel));
        Assert.Equal(TaintFlags.OutOfTreeModule, _kernel.Taints);
        Refused(_kernel.WriteFile("/sys/kernel/livepatch/b/enabled", "1").Status, Errno.EBUSY, Refusal.PreviousPatchDisabled);
        Patches.Unregister(_kernel, "a");
        Assert.True(Patches.Enable(_kernel, "b").Succeeded);
    }

    [Fact(DisplayName = "A.2 disable: the patch after it must be disabled: -EBUSY without a line")]
    public void NextEnabled()
    {
        Load("a", "b");
        Patches.Enable(_kernel, "a");
        Patches.Enable(_kernel, "b");
        long before = _kernel.Log.NextSequence;
        Refused(Patches.Disable(_kernel, "a"), Errno.EBUSY, Refusal.NextPatchEnabled);
        Assert.Empty(Patches.Log(_kernel, before));
        Assert.Equal("b: patched\n", Patches.Cmdline(_kernel));
    }

    [Fact(DisplayName = "A.2 enable 7: where the order forbids the unwinding of a failed enable, that is a WARN, and what was hooked stays hooked")]
    public void UnwindingForbidden()
    {
        _kernel.LoadModule(Patches.Sample("a"));
        _kernel.LoadModule(Patches.Sample("b"));
        Patches.Register(_kernel, "a");
        long before = _kernel.Log.NextSequence;
        Refused(Patches.Enable(_kernel, "a"), Errno.EINVAL, Refusal.ObjectStateWrong);
        Assert.DoesNotContain(Patches.Log(_kernel, before), line => line.Contains("disabling", System.StringComparison.Ordinal));
        Assert.Equal(2, Patches.Log(_kernel, before).Count(line => line.Contains("WARNING: ", System.StringComparison.Ordinal)));
        Patches.Disable(_kernel, "b");
        Assert.Equal("a: patched\n", Patches.Cmdline(_kernel));
    }

    [Fact(DisplayName = "surprises 5: 'enabled already' precedes the order for enable, 'disabled already' for disable")]
    public void WhichFirst()
    {
        Load("a", "b");
        Patches.Enable(_kernel, "a");
        Patches.Enable(_kernel, "b");
        long before = _kernel.Log.NextSequence;
        Refused(Patches.Enable(_kernel, "a"), Errno.EINVAL, Refusal.PatchAlreadyEnabled);
        Assert.Contains("core.c:513 klp_enable_patch", Patches.Log(_kernel, before)[1], StringComparison.Ordinal);
        Patches.Disable(_kernel, "b");
        Patches.Disable(_kernel, "a");
        Refused(Patches.Disable(_kernel, "b"), Errno.EINVAL, Refusal.PatchAlreadyDisabled);
    }

    [Fact(DisplayName = "surprises: of two names at one address the last entry wins")]
    public void Alias()
    {
        _kernel.LoadModule(Patches.Make("a", true, Patches.Vmlinux(Patches.Func("sys_umask"), Patches.Func("SyS_umask", "new_text"))));
        Assert.Equal("a", _kernel.Call(_kernel.Symbols.AddressOf("sys_umask")).Value.Text);
    }

    [Fact(DisplayName = "surprises: a function's name is no format in 4.1")]
    public void Names()
    {
        _kernel.LoadModule(Patches.Idle("a", Patches.Object("nomod", Patches.Func("a%%b"))));
        Patches.Register(_kernel, "a");
        Assert.True(_kernel.Files.Find("/sys/kernel/livepatch/a/nomod/a%%b", out _).Succeeded);
    }

    [Fact(DisplayName = "A.2 enable 5-7: a failure in the middle unhooks, and 'disabling' follows the error")]
    public void Unwinds()
    {
        _kernel.LoadModule(Patches.Make("a", false, Patches.Vmlinux(Patches.Func("cmdline_proc_show"), Patches.Func("jiffies"))));
        Refused(Patches.Enable(_kernel, "a"), Errno.EINVAL, Refusal.FunctionNotTraceable);
        Assert.Equal(
            [
                "<5> livepatch: tainting kernel with TAINT_LIVEPATCH",
                "<5> livepatch: enabling patch 'a'",
                "<3> livepatch: failed to set ftrace filter for function 'jiffies' (-22)",
                "<5> livepatch: disabling patch 'a'",
            ],
            Patches.Log(_kernel));
        Assert.Empty(_kernel.Ftrace.Ops);
    }

    [Fact(DisplayName = "A.4: late modules are patched and reverted in list order, oldest first, and the newest wins")]
    public void LateModule()
    {
        foreach (string name in (string[])["a", "b"]) _kernel.LoadModule(Patches.Make(name, true, Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text"))));
        long before = _kernel.Log.NextSequence;
        _kernel.LoadModule(TestKernel.Target);
        Assert.Equal("b\n", _kernel.ReadFile("/proc/tgt/value").Output);
        _kernel.UnloadModule("tgt_mod");
        Assert.Equal(
            [
                "<5> livepatch: applying patch 'a' to loading module 'tgt_mod'",
                "<5> livepatch: applying patch 'b' to loading module 'tgt_mod'",
                "<5> livepatch: reverting patch 'a' on unloading module 'tgt_mod'",
                "<5> livepatch: reverting patch 'b' on unloading module 'tgt_mod'",
            ],
            Patches.Log(_kernel, before));
    }

    [Fact(DisplayName = "A.4: a late module that can't be patched loads all the same; the next enable meets a WARN for the missing address")]
    public void LateFailure()
    {
        _kernel.LoadModule(Patches.Make("a", true, Patches.Object("tgt_mod", Patches.Func("no_such", "new_text"))));
        Assert.True(_kernel.LoadModule(TestKernel.Target).Succeeded);
        Assert.Contains("<4> livepatch: failed to apply patch 'a' to module 'tgt_mod' (-22)", Patches.Log(_kernel));
        Patches.Disable(_kernel, "a");
        Refused(Patches.Enable(_kernel, "a"), Errno.EINVAL, Refusal.FunctionAddressMissing);
        Assert.Contains(Patches.Log(_kernel), line => line.Contains("core.c:368 klp_enable_object", StringComparison.Ordinal));
    }

    [Fact(DisplayName = "surprises: a target that is refused for a bad parameter is announced as going")]
    public void BadParameter()
    {
        _kernel.LoadModule(Patches.Make("a", true, Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text"))));
        ModuleDefinition target = TestKernel.Target with { Parameters = [new ParameterDefinition("n", ParameterType.Int)] };
        long before = _kernel.Log.NextSequence;
        Refused(_kernel.LoadModule(target, "n=x").Status, Errno.EINVAL, Refusal.ParameterInvalid);
        Assert.Equal("<5> livepatch: reverting patch 'a' on unloading module 'tgt_mod'", Patches.Log(_kernel, before)[^1]);
        Assert.Null(Patches.Of(_kernel, "a").Objects[0].Module);
    }

    [Fact(DisplayName = "A.4 klp_alive: a module counts as loaded only between its notices")]
    public void Alive()
    {
        _kernel.LoadModule(TestKernel.Target);
        _kernel.Modules.Find("tgt_mod")!.KlpAlive = false;
        _kernel.LoadModule(Patches.Make("a", true, Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text"))));
        Assert.Null(Patches.Of(_kernel, "a").Objects[0].Module);
        Assert.Equal("original value\n", _kernel.ReadFile("/proc/tgt/value").Output);
    }

    [Fact(DisplayName = "surprises: kernel.ftrace_enabled=0 is no obstacle in 4.1 either")]
    public void FtraceEnabled()
    {
        _kernel.WriteFile("/proc/sys/kernel/ftrace_enabled", "0\n");
        Assert.True(_kernel.LoadModule(Patches.Sample("a")).Succeeded);
        Assert.Equal("quiet\n", Patches.Cmdline(_kernel));
        _kernel.WriteFile("/proc/sys/kernel/ftrace_enabled", "1\n");
        Assert.Equal("a: patched\n", Patches.Cmdline(_kernel));
    }

    [Fact(DisplayName = "A clone with a func stack of three equals its origin, and goes its own way")]
    public void Clones()
    {
        Load("a", "b", "c");
        foreach (string name in (string[])["a", "b", "c"]) Patches.Enable(_kernel, name);
        Kernel copy = _kernel.Clone();
        Assert.Equal(StateText.Of(_kernel), StateText.Of(copy));
        Patches.Disable(copy, "c");
        Assert.Equal("b: patched\n", Patches.Cmdline(copy));
        Assert.Equal("c: patched\n", Patches.Cmdline(_kernel));
        Assert.True(Patches.Disable(_kernel, "c").Succeeded);
    }

    [Fact(DisplayName = "The file enabled_functions names the guarding function in 4.1")]
    public void EnabledFunctions()
    {
        _kernel.LoadModule(Patches.Sample("a"));
        Assert.StartsWith("cmdline_proc_show (1) R I\ttramp: 0x", _kernel.ReadFile("/sys/kernel/debug/tracing/enabled_functions").Output, StringComparison.Ordinal);
    }

    [Fact(DisplayName = "Mixed execution is counted per call: a sleeper that goes on in the old function while a new one answers")]
    public void Mixed()
    {
        KernelDefinition definition = TestKernel.Definition with
        {
            Release = Release.Linux41,
            Functions = [new FunctionDefinition("outer", Body.Of(new CallStep("cmdline_proc_show"), new SleepStep(TimeSpan.FromSeconds(1)), new CallStep("version_proc_show")))],
        };
        Kernel kernel = TestKernel.Boot(definition);
        kernel.StartTask("reader", TaskKind.User, kernel.Symbols.AddressOf("outer"));
        kernel.LoadModule(Patches.Make("a", true, Patches.Vmlinux(Patches.Func("cmdline_proc_show"), Patches.Func("version_proc_show"))));
        kernel.Step(TimeSpan.FromSeconds(2));
        Assert.Equal("version_proc_show", string.Join(' ', Assert.Single(kernel.MixedExecutions).New));
    }

    private void Load(params string[] names)
    {
        foreach (string name in names) _kernel.LoadModule(Patches.Sample(name, enable: false));
    }

    private static void Refused(Status status, Errno errno, Refusal refusal)
    {
        Assert.Equal(errno, status.Errno);
        Assert.Equal(refusal, status.Refusal);
    }
}
