using System.Linq;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Sysfs;

/// <summary>Sysctls, tracefs and debugfs, as recorded on 6.12.117.</summary>
public sealed class KernelFileTests
{
    private const string Enabled = "/proc/sys/kernel/ftrace_enabled";
    private const string Tracing = "/sys/kernel/tracing/";

    private readonly Kernel _kernel = Later.Boot();

    [Theory(DisplayName = "A sysctl takes a number in any base, with blanks before it; what follows a blank isn't looked at")]
    [InlineData("-1", "-1")]
    [InlineData(" 0x2\n", "2")]
    [InlineData("010", "8")]
    [InlineData("0 1", "0")]
    [InlineData("1x", null)]
    [InlineData("abc", null)]
    [InlineData("99999999999", null)]
    [InlineData("-", null)]
    public void Numbers(string text, string? value)
    {
        Assert.Equal(value is null ? Errno.EINVAL : Errno.None, _kernel.WriteFile(Enabled, text).Status.Errno);
        Assert.Equal((value ?? "1") + "\n", _kernel.ReadFile(Enabled).Output);
    }

    [Fact(DisplayName = "Turning ftrace off under a patch is refused, and leaves a plain 1 behind")]
    public void FtraceBusy()
    {
        _kernel.LoadModule(Later.Sample("a"));
        Assert.True(_kernel.WriteFile(Enabled, "5").Succeeded);
        Assert.Equal("5\n", _kernel.ReadFile(Enabled).Output);
        Assert.Equal(Errno.EBUSY, _kernel.WriteFile(Enabled, "0").Status.Errno);
        Assert.Equal("1\n", _kernel.ReadFile(Enabled).Output);
    }

    [Fact(DisplayName = "kernel.printk tells the console's level, loglevel= sets it at boot, and a clone has its own")]
    public void Printk()
    {
        Kernel kernel = TestKernel.Boot(TestKernel.Definition with { Release = Core.Release.Linux612, CommandLine = "quiet loglevel=4" });
        Assert.Equal("4\t4\t1\t7\n", kernel.ReadFile("/proc/sys/kernel/printk").Output);
        Kernel clone = kernel.Clone();
        Assert.True(clone.WriteFile("/proc/sys/kernel/printk", "15\n").Succeeded);
        Assert.Equal((15, 4), (clone.Log.ConsoleLevel, kernel.Log.ConsoleLevel));
        Assert.Equal(Errno.EINVAL, clone.WriteFile("/proc/sys/kernel/printk", "x").Status.Errno);
    }

    [Fact(DisplayName = "tracefs and debugfs let nobody but root through, whatever a file's own mode")]
    public void RootOnly()
    {
        Assert.True(_kernel.ReadFile(Tracing + "enabled_functions").Succeeded);
        Assert.Equal(Errno.EACCES, _kernel.ReadFile(Tracing + "enabled_functions", userId: 1000).Status.Errno);
        Assert.Equal(Errno.EACCES, _kernel.ReadFile("/sys/kernel/debug/kprobes/list", userId: 1000).Status.Errno);
        Assert.True(_kernel.ReadFile("/proc/modules", userId: 1000).Succeeded);
    }

    [Fact(DisplayName = "A kprobe event may name a module; kprobes/list shows events that are off as disabled")]
    public void KprobeList()
    {
        _kernel.LoadModule(Later.Target);
        Assert.Equal(Errno.EINVAL, _kernel.WriteFile(Tracing + "kprobe_events", "p:e tgt_mod:cmdline_proc_show\n").Status.Errno);
        Assert.True(_kernel.WriteFile(Tracing + "kprobe_events", "p:e1 cmdline_proc_show\np:e2 tgt_mod:tgt_value\n").Succeeded);
        Assert.Equal("p:kprobes/e1 cmdline_proc_show\np:kprobes/e2 tgt_mod:tgt_value\n", _kernel.ReadFile(Tracing + "kprobe_events").Output);
        Assert.Equal(2, List().Count(static line => line.EndsWith("[DISABLED][FTRACE]", System.StringComparison.Ordinal)));
        Assert.True(_kernel.WriteFile(Tracing + "events/kprobes/e2/enable", "1").Succeeded);
        Assert.Contains(List(), static line => line.EndsWith("  k  tgt_value+0x0  tgt_mod [FTRACE]", System.StringComparison.Ordinal));
        _kernel.ReadFile("/proc/tgt/value");
        Assert.Contains("e2: (tgt_value+0x0/", _kernel.ReadFile(Tracing + "trace").Output, System.StringComparison.Ordinal);
    }

    [Fact(DisplayName = "kprobes/enabled disarms all kprobes and arms them again; a patch may come meanwhile")]
    public void AllKprobes()
    {
        const string Switch = "/sys/kernel/debug/kprobes/enabled";
        Assert.True(_kernel.Kprobes.Register(new Kprobe("cmdline_proc_show", KprobeKind.Post)).Succeeded);
        Assert.Equal(Errno.EBUSY, _kernel.LoadModule(Later.Sample("a")).Status.Errno);
        Assert.True(_kernel.WriteFile(Switch, "0").Succeeded);
        Assert.Equal("<6> kprobes: Kprobes globally disabled", Patches.Log(_kernel)[^1]);
        Assert.Equal(("0\n", 0), (_kernel.ReadFile(Switch).Output, _kernel.Clone().Ftrace.Ops.Count));
        Assert.Single(List());
        Assert.True(_kernel.WriteFile(Switch, "1").Succeeded);
        Assert.Single(_kernel.Ftrace.Ops);
        Assert.Equal(Errno.EINVAL, _kernel.WriteFile(Switch, "x").Status.Errno);
    }

    [Fact(DisplayName = "What is left open of /proc is an I/O error once its module is gone; of sysfs, no such device")]
    public void Gone()
    {
        _kernel.LoadModule(Later.Target);
        long proc = _kernel.OpenFile("/proc/tgt/value", FileAccess.Read).Value.Number;
        long sysfs = _kernel.OpenFile("/sys/module/tgt_mod/refcnt", FileAccess.Read).Value.Number;
        _kernel.UnloadModule("tgt_mod");
        Assert.Equal((Errno.EIO, Errno.ENODEV), (_kernel.ReadHandle(proc).Status.Errno, _kernel.ReadHandle(sysfs).Status.Errno));
    }

    private string[] List() => _kernel.ReadFile("/sys/kernel/debug/kprobes/list").Output.TrimEnd('\n').Split('\n');
}
