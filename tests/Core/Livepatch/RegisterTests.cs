using System;
using System.Linq;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch;

/// <summary>klp_register_patch: its checks in order, and what each leaves behind (facts A.2).</summary>
public sealed class RegisterTests
{
    private readonly Kernel _kernel = TestKernel.Boot();

    [Theory(DisplayName = "A.2 register 1, B.1 3: without the directory for patches it is -ENODEV, in each era")]
    [InlineData("b700e7f03d", null)]
    [InlineData("4.1", "livepatch: Your compiler is too old; turning off.")]
    [InlineData("6.1", null)]
    [InlineData("6.12", null)]
    public void NotStarted(string release, string? told)
    {
        Assert.True(Release.TryParse(release, out Release? known, out _));
        Kernel kernel = Kernel.Boot(TestKernel.Definition with { Release = known!, LivepatchStarts = false });
        Assert.Equal(told is null ? [] : [told], kernel.Log.Records.Select(static line => line.Text));
        Assert.All(kernel.Log.Records, static line => Assert.Equal(LogLevel.Information, line.Level));
        kernel.LoadModule(Patches.Idle("a", Patches.Vmlinux(Patches.Func("cmdline_proc_show"))) with { IsLivepatch = true });
        Status status = known!.Has(Features.Consistency) ? kernel.Livepatch.Enable(Patches.Of(kernel, "a"), kernel.Shell) : Patches.Register(kernel, "a");
        Refused(status, Errno.ENODEV, Refusal.LivepatchNotStarted);
        Assert.Equal(0, kernel.Modules.Find("a")!.RefCount);
        Assert.False(kernel.Files.Find("/sys/kernel/livepatch", out _).Succeeded);
    }

    [Fact(DisplayName = "A.2 register 2: no patch, or a patch without a module, is -EINVAL")]
    public void Incomplete()
    {
        _kernel.LoadModule(Patches.Idle("a", Patches.Vmlinux(Patches.Func("cmdline_proc_show"))));
        Refused(_kernel.Livepatch.Register(null, _kernel.Shell), Errno.EINVAL, Refusal.PatchIncomplete);
        Patches.Of(_kernel, "a").Module = null;
        Refused(Patches.Register(_kernel, "a"), Errno.EINVAL, Refusal.PatchIncomplete);
    }

    [Fact(DisplayName = "A.2 register 3: a module that is going gives no reference: -ENODEV")]
    public void Going()
    {
        _kernel.LoadModule(Patches.Idle("a", Patches.Vmlinux(Patches.Func("cmdline_proc_show"))));
        _kernel.Modules.Find("a")!.State = ModuleState.Going;
        Refused(Patches.Register(_kernel, "a"), Errno.ENODEV, Refusal.PatchModuleGone);
    }

    [Fact(DisplayName = "A.2 register 3: a registered patch pins its module")]
    public void Pins()
    {
        _kernel.LoadModule(Patches.Sample("a", enable: false));
        Assert.Equal(1, _kernel.Modules.Find("a")!.RefCount);
        Refused(_kernel.UnloadModule("a").Status, Errno.EAGAIN, Refusal.ModuleInUse);
    }

    [Fact(DisplayName = "A.2 register 4: no object array is -EINVAL, and takes no reference")]
    public void NoObjects()
    {
        _kernel.LoadModule(Patches.Idle("a") with { Patches = [new PatchDefinition { WithoutObjects = true }] });
        Refused(Patches.Register(_kernel, "a"), Errno.EINVAL, Refusal.PatchWithoutObjects);
        Assert.Equal(0, _kernel.Modules.Find("a")!.RefCount);
    }

    [Fact(DisplayName = "A.2 register 4: a second patch of one module collides in sysfs: -EEXIST, and works once the first is unregistered")]
    public void DuplicateName()
    {
        PatchDefinition patch = new() { Objects = [Patches.Vmlinux(Patches.Func("cmdline_proc_show"))] };
        _kernel.LoadModule(Patches.Idle("a") with { Patches = [patch, patch] });
        Assert.True(Patches.Register(_kernel, "a").Succeeded);
        long before = _kernel.Log.NextSequence;
        Refused(_kernel.Livepatch.Register(Patches.Of(_kernel, "a", 1), _kernel.Shell), Errno.EEXIST, Refusal.DuplicateSysfsName);
        string[] log = Patches.Log(_kernel, before);
        Assert.Contains("<4> sysfs: cannot create duplicate filename '/kernel/livepatch/a'", log);
        Assert.Contains("<4> kobject_add_internal failed for a with -EEXIST, don't try to register things with the same name in the same directory.", log);
        Assert.Equal(1, _kernel.Modules.Find("a")!.RefCount);
        Assert.True(Patches.Unregister(_kernel, "a").Succeeded);
        Assert.True(_kernel.Livepatch.Register(Patches.Of(_kernel, "a", 1), _kernel.Shell).Succeeded);
    }

    [Fact(DisplayName = "A.2 register 4: two objects of one name are -ENOMEM, whatever the cause")]
    public void DuplicateObject()
    {
        _kernel.LoadModule(Patches.Idle("a", Patches.Vmlinux(Patches.Func("cmdline_proc_show")), Patches.Object("vmlinux", Patches.Func("version_proc_show"))));
        Refused(Patches.Register(_kernel, "a"), Errno.ENOMEM, Refusal.ObjectDirectoryFailed);
        Assert.Contains("<4> kobject_create_and_add: kobject_add error: -17", Patches.Log(_kernel));
        Assert.Equal(Errno.ENOENT, _kernel.ReadFile("/sys/kernel/livepatch/a/enabled").Status.Errno);
    }

    [Fact(DisplayName = "A.2 register 4: a function twice in one object is -EEXIST")]
    public void DuplicateFunction()
    {
        _kernel.LoadModule(Patches.Idle("a", Patches.Vmlinux(Patches.Func("cmdline_proc_show"), Patches.Func("cmdline_proc_show"))));
        Refused(Patches.Register(_kernel, "a"), Errno.EEXIST, Refusal.DuplicateSysfsName);
    }

    [Theory(DisplayName = "surprises: an empty object name is -ENOMEM, an empty function name -EINVAL, both with a WARN")]
    [InlineData(true, Errno.ENOMEM)]
    [InlineData(false, Errno.EINVAL)]
    public void EmptyNames(bool obj, Errno errno)
    {
        _kernel.LoadModule(Patches.Idle("a", obj ? Patches.Object("", Patches.Func("x")) : Patches.Vmlinux(Patches.Func(""))));
        Assert.Equal(errno, Patches.Register(_kernel, "a").Errno);
        Assert.True(_kernel.Taints.HasFlag(TaintFlags.Warn));
        Assert.Contains(Patches.Log(_kernel), line => line.EndsWith("attempted to be registered with empty name!", StringComparison.Ordinal));
    }

    [Fact(DisplayName = "A.2 register 4: a function's name is used as a format, an object's isn't; slashes become exclamation marks")]
    public void Names()
    {
        _kernel.LoadModule(Patches.Idle("a", Patches.Object("no/mod", Patches.Func("a%%b"), Patches.Func("c/d")), Patches.Object("no%%m", Patches.Func("f"))));
        Assert.True(Patches.Register(_kernel, "a").Succeeded);
        foreach (string path in (string[])["no!mod/a%b", "no!mod/c!d", "no%%m/f"])
        {
            Assert.True(_kernel.Files.Find("/sys/kernel/livepatch/a/" + path, out _).Succeeded, path);
        }
    }

    [Fact(DisplayName = "A.2 register 5: a new patch goes to the head of the list, and nothing is logged")]
    public void Head()
    {
        _kernel.LoadModule(Patches.Sample("a", enable: false));
        _kernel.LoadModule(Patches.Sample("b", enable: false));
        Assert.Equal(["b", "a"], [_kernel.Livepatch.Patches[0].Name, _kernel.Livepatch.Patches[1].Name]);
        Assert.Empty(Patches.Log(_kernel));
    }

    [Fact(DisplayName = "A.1: an object without functions silently ends the list")]
    public void Sentinel()
    {
        _kernel.LoadModule(Patches.Idle(
            "a",
            Patches.Vmlinux(Patches.Func("cmdline_proc_show")),
            new PatchObjectDefinition("tgt_mod", default),
            Patches.Object("other", Patches.Func("x"))));
        Assert.True(Patches.Register(_kernel, "a").Succeeded);
        Assert.False(_kernel.Files.Find("/sys/kernel/livepatch/a/other", out _).Succeeded);
    }

    [Fact(DisplayName = "surprises: registering an enabled patch again fails, but makes it read 0 while its code still runs")]
    public void Twice()
    {
        _kernel.LoadModule(Patches.Sample("a"));
        Refused(Patches.Register(_kernel, "a"), Errno.EEXIST, Refusal.DuplicateSysfsName);
        Assert.Contains(Patches.Log(_kernel), line => line.StartsWith("<3> kobject (", StringComparison.Ordinal)
            && line.EndsWith("): tried to init an initialized object, something is seriously wrong.", StringComparison.Ordinal));
        Assert.Equal("0\n", _kernel.ReadFile("/sys/kernel/livepatch/a/enabled").Output);
        Assert.Equal("a: patched\n", Patches.Cmdline(_kernel));
        long before = _kernel.Log.NextSequence;
        Refused(Patches.Enable(_kernel, "a"), Errno.EINVAL, Refusal.ObjectStateWrong);
        string[] log = Patches.Log(_kernel, before);
        Assert.Equal("<5> livepatch: enabling patch 'a'", log[0]);
        Assert.Contains("core.c:357 klp_enable_object", log[2], StringComparison.Ordinal);
        Assert.Equal("<5> livepatch: disabling patch 'a'", log[^1]);
        Assert.Equal("quiet\n", Patches.Cmdline(_kernel));
    }

    [Fact(DisplayName = "surprises: registering again after unregistering returns 0, but the memory is corrupt from then on")]
    public void Again()
    {
        _kernel.LoadModule(Patches.Sample("a", enable: false));
        Patches.Unregister(_kernel, "a");
        Assert.False(_kernel.Corrupted);
        long before = _kernel.Log.NextSequence;
        Assert.True(Patches.Register(_kernel, "a").Succeeded);
        Assert.Equal(2, Patches.Log(_kernel, before).Length);
        Assert.True(_kernel.Corrupted);
    }

    private static void Refused(Status status, Errno errno, Refusal refusal)
    {
        Assert.Equal(errno, status.Errno);
        Assert.Equal(refusal, status.Refusal);
    }
}
