using KlpShell.Core.Machine;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch.Consistency;

/// <summary>/proc/PID/patch_state and /proc/PID/stack.</summary>
public sealed class ProcessFileTests
{
    [Fact(DisplayName = "B.2: patch_state tells which side a process is on; the stack tells where it sleeps")]
    public void States()
    {
        Kernel kernel = Later.Boot();
        kernel.LoadModule(Later.Target);
        KernelTask reader = Later.Start(kernel, "blockk_show");
        Assert.Equal("-1\n", kernel.ReadFile($"/proc/{reader.Pid}/patch_state").Output);
        kernel.LoadModule(Later.Make("a", Patches.Object("tgt_mod", Patches.Func("tgt_blockk", "new_int"))));
        Assert.Equal("0\n", kernel.ReadFile($"/proc/{reader.Pid}/patch_state").Output);
        Assert.Equal("1\n", kernel.ReadFile("/proc/self/patch_state").Output);
        Assert.Equal("[<0>] tgt_blockk+0x0/0x20 [tgt_mod]\n[<0>] blockk_show+0x0/0x20 [tgt_mod]\n", kernel.ReadFile($"/proc/{reader.Pid}/stack").Output);
        Assert.Equal(Errno.ENOENT, kernel.ReadFile("/proc/99999/comm").Status.Errno);
        Assert.Equal(Errno.EACCES, kernel.ReadFile($"/proc/{reader.Pid}/stack", 1000).Status.Errno);
    }

    [Fact(DisplayName = "A release without transitions has no patch_state")]
    public void Absent()
    {
        Kernel kernel = TestKernel.Boot();
        Assert.Equal(Errno.ENOENT, kernel.ReadFile("/proc/self/patch_state").Status.Errno);
        Assert.Equal("bash\n", kernel.ReadFile("/proc/self/comm").Output);
    }

    [Fact(DisplayName = "A process that reads a file in the background keeps what it read")]
    public void Reading()
    {
        Kernel kernel = Later.Boot();
        kernel.LoadModule(TestKernel.Target);
        KernelTask task = kernel.StartReading("cat", "/proc/tgt/value", out Status status)!;
        Assert.True(status.Succeeded);
        Assert.Equal("original value\n", task.Output);
        Assert.Null(kernel.StartReading("cat", "/proc/none", out status));
        Assert.Equal(Errno.ENOENT, status.Errno);
    }
}
