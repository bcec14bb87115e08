using System.Collections.Generic;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Sysfs;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests;

/// <summary>A clone equals its origin, and what either does from there on the other doesn't see.</summary>
public sealed class CloneTests
{
    [Fact]
    public void A_clone_equals_its_origin()
    {
        Kernel kernel = Busy();
        Assert.Equal(StateText.Of(kernel), StateText.Of(kernel.Clone()));
    }

    [Fact]
    public void What_a_clone_does_its_origin_does_not_see()
    {
        Kernel kernel = Busy();
        List<string> before = StateText.Of(kernel);
        Exercise(kernel.Clone());
        Assert.Equal(before, StateText.Of(kernel));
    }

    [Fact]
    public void What_the_origin_does_its_clone_does_not_see()
    {
        Kernel kernel = Busy();
        Kernel clone = kernel.Clone();
        List<string> before = StateText.Of(clone);
        Exercise(kernel);
        Assert.Equal(before, StateText.Of(clone));
    }

    [Fact]
    public void A_clone_does_what_its_origin_would_do()
    {
        Kernel kernel = Busy();
        Kernel clone = kernel.Clone();
        Exercise(kernel);
        Exercise(clone);
        Assert.Equal(StateText.Of(kernel), StateText.Of(clone));
    }

    [Fact]
    public void A_task_is_cloned_in_mid_body()
    {
        Kernel kernel = TestKernel.Boot();
        kernel.LoadModule(new ModuleDefinition("m")
        {
            Functions = [new("slow", Body.Of(new SleepStep(System.TimeSpan.FromSeconds(1)), new PrintkStep(LogLevel.Information, "woke"), new ReturnStep(7)))],
        });
        int pid = kernel.StartTask("worker", TaskKind.KernelThread, kernel.Symbols.AddressOf("slow")).Pid;
        Kernel clone = kernel.Clone();
        clone.Step(System.TimeSpan.FromSeconds(2));
        Assert.Equal(7, clone.Tasks.Find(pid)!.Result.Number);
        Assert.Equal(1, kernel.Tasks.Find(pid)!.Depth);
        Assert.Empty(kernel.Log.Records);
        Assert.Single(clone.Log.Records);
    }

    private static Kernel Busy()
    {
        Kernel kernel = TestKernel.Boot();
        kernel.LoadModule(Patches.Sample("a"));
        kernel.LoadModule(Patches.Make("b", true, Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text"))));
        kernel.LoadModule(Patches.Sample("c"));
        kernel.LoadModule(TestKernel.Target);
        kernel.LoadModule(Patches.Make("d", false, Patches.Vmlinux(Patches.Func("version_proc_show"))));
        kernel.OpenFile("/sys/kernel/livepatch/d/enabled", FileAccess.Read);
        kernel.Kprobes.Register(new Kprobe("outer", KprobeKind.Pre));
        return kernel;
    }

    private static void Exercise(Kernel kernel)
    {
        kernel.WriteFile("/sys/kernel/livepatch/a/enabled", "0");
        kernel.WriteFile("/sys/kernel/livepatch/d/enabled", "1");
        kernel.UnloadModule("tgt_mod");
        Patches.Unregister(kernel, "a");
        kernel.LoadModule(Patches.Sample("e"));
        kernel.LoadModule(TestKernel.Target);
        kernel.Call(kernel.Symbols.AddressOf("outer"));
        kernel.WriteFile("/proc/sys/kernel/ftrace_enabled", "0");
        kernel.Files.ChangeMode("/sys/kernel/livepatch/d/enabled", 0x100);
        kernel.Step(System.TimeSpan.FromSeconds(3));
        kernel.Log.Clear();
        kernel.Log.Write(LogLevel.Error, "x");
    }
}
