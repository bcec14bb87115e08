using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Sysfs;

/// <summary>/sys/kernel/livepatch in the original era (facts A.5).</summary>
public sealed class EnabledAttributeTests
{
    private const string Enabled = "/sys/kernel/livepatch/a/enabled";
    private readonly Kernel _kernel = TestKernel.Boot();

    public EnabledAttributeTests() => _kernel.LoadModule(Patches.Sample("a", enable: false));

    [Theory(DisplayName = "A.5: what a write to enabled takes from 0")]
    [InlineData("1", true)]
    [InlineData("+1", true)]
    [InlineData("01", true)]
    [InlineData("1\n", true)]
    [InlineData("1\0", true)]
    [InlineData("00000000000000000001", true)]
    [InlineData("0", false)]
    [InlineData("1\n\n", false)]
    [InlineData(" 1", false)]
    [InlineData("1 ", false)]
    [InlineData("-1", false)]
    [InlineData("-0", false)]
    [InlineData("2", false)]
    [InlineData("0x1", false)]
    [InlineData("y", false)]
    [InlineData("on", false)]
    [InlineData("\n", false)]
    [InlineData("+", false)]
    [InlineData("1a", false)]
    [InlineData("18446744073709551616", false)]
    [InlineData("18446744073709551617", false)]
    [InlineData("4294967297", false)]
    public void Values(string data, bool accepted)
    {
        Status status = _kernel.WriteFile(Enabled, data).Status;
        Assert.Equal(accepted ? Errno.None : Errno.EINVAL, status.Errno);
        Assert.Equal(accepted ? "1\n" : "0\n", _kernel.ReadFile(Enabled).Output);
    }

    [Theory(DisplayName = "A.5: what a write to enabled takes from 1")]
    [InlineData("0", true)]
    [InlineData("+0\n", true)]
    [InlineData("0\0\n", true)]
    [InlineData("1", false)]
    public void ValuesFromOne(string data, bool accepted)
    {
        _kernel.WriteFile(Enabled, "1");
        Assert.Equal(accepted, _kernel.WriteFile(Enabled, data).Succeeded);
    }

    [Fact(DisplayName = "surprises: an empty write returns 0 and does nothing")]
    public void Empty()
    {
        Assert.True(_kernel.WriteFile(Enabled, "").Succeeded);
        Assert.Equal("0\n", _kernel.ReadFile(Enabled).Output);
    }

    [Fact(DisplayName = "A.5: the tree is a directory for patch, object and function, and one file")]
    public void Tree()
    {
        Assert.True(_kernel.Files.Find("/sys/kernel/livepatch/a", out FileNode? patch).Succeeded);
        Assert.Equal(["enabled", "vmlinux"], [patch!.Children[0].Name, patch.Children[1].Name]);
        Assert.Equal(0x1A4, patch.Child("enabled")!.Mode);
        FileNode function = Assert.Single(patch.Child("vmlinux")!.Children);
        Assert.Equal("cmdline_proc_show", function.Name);
        Assert.True(function.IsDirectory);
        Assert.Empty(function.Children);
    }

    [Fact(DisplayName = "surprises: others may read but not write; nobody makes or removes anything")]
    public void Permissions()
    {
        Assert.True(_kernel.ReadFile(Enabled, userId: 1000).Succeeded);
        Assert.Equal(Errno.EACCES, _kernel.WriteFile(Enabled, "1", userId: 1000).Status.Errno);
        Assert.Equal(Errno.EPERM, _kernel.Files.RefuseChange("/sys/kernel/livepatch/x", create: true).Errno);
        Assert.Equal(Errno.EPERM, _kernel.Files.RefuseChange("/sys/kernel/livepatch/a", create: false).Errno);
    }

    [Theory(DisplayName = "touch, mkdir, rm and mv get the errno that they get in a real sysfs and procfs")]
    [InlineData("touch", "/sys/kernel/livepatch/x", Errno.EACCES)]
    [InlineData("touch", "/sys/kernel/none/x", Errno.ENOENT)]
    [InlineData("touch", "/proc/x", Errno.ENOENT)]
    [InlineData("mkdir", "/sys/kernel/livepatch/a/x", Errno.EPERM)]
    [InlineData("mkdir", "/sys/kernel/none/x", Errno.ENOENT)]
    [InlineData("mkdir", "/sys/kernel/livepatch/a/enabled/x", Errno.ENOTDIR)]
    [InlineData("mkdir", "/sys/kernel/livepatch/a", Errno.EEXIST)]
    [InlineData("mkdir", "/proc/sys/kernel/x", Errno.ENOENT)]
    [InlineData("rm", "/sys/kernel/livepatch/a/enabled", Errno.EPERM)]
    [InlineData("rm", "/sys/kernel/livepatch/x", Errno.ENOENT)]
    [InlineData("mv", "/sys/kernel/livepatch/a", Errno.EPERM)]
    [InlineData("mv", "/sys/kernel/livepatch/x", Errno.ENOENT)]
    public void Changes(string command, string path, Errno errno) => Assert.Equal(errno, (command switch
    {
        "touch" => _kernel.Files.RefuseFile(path),
        "mv" => _kernel.Files.RefuseMove(path, "/sys/kernel/livepatch/y"),
        _ => _kernel.Files.RefuseChange(path, create: command == "mkdir"),
    }).Errno);

    [Fact(DisplayName = "surprises: an open file outlives the name, and answers ENODEV, also when the name is back")]
    public void OpenFile()
    {
        long handle = _kernel.OpenFile(Enabled, FileAccess.Read).Value.Number;
        Assert.Equal("0\n", _kernel.ReadHandle(handle).Output);
        Patches.Unregister(_kernel, "a");
        Assert.Equal(Errno.ENODEV, _kernel.ReadHandle(handle).Status.Errno);
        Patches.Register(_kernel, "a");
        Assert.Equal(Errno.ENODEV, _kernel.ReadHandle(handle).Status.Errno);
        Assert.Equal("0\n", _kernel.ReadFile(Enabled).Output);
    }

    [Theory(DisplayName = "a path that isn't there, goes through a file, or is a directory")]
    [InlineData("/sys/kernel/livepatch/nosuch/enabled", Errno.ENOENT)]
    [InlineData("/sys/kernel/livepatch/a/enabled/x", Errno.ENOTDIR)]
    [InlineData("/sys/kernel/livepatch/a", Errno.EISDIR)]
    [InlineData("/sys/kernel/livepatch/a/vmlinux/cmdline_proc_show/x", Errno.ENOENT)]
    public void BadPaths(string path, Errno errno) => Assert.Equal(errno, _kernel.ReadFile(path).Status.Errno);
}
