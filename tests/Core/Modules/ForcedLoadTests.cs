using System.Linq;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Modules;

/// <summary>finit_module with flags (insmod -f), and kernel.modules_disabled.</summary>
public sealed class ForcedLoadTests
{
    private static readonly ModuleDefinition s_target = TestKernel.Target with { Signed = true };

    [Theory]
    [InlineData(LoadFlags.Forced, "module_layout")]
    [InlineData(LoadFlags.IgnoreModversions, "module_layout")]
    [InlineData(LoadFlags.IgnoreVermagic, "bad vermagic")]
    public void A_module_loaded_by_force_taints_the_kernel_and_itself(LoadFlags flags, string reason)
    {
        Kernel kernel = Later.Boot();
        EntranceResult result = kernel.LoadModule(s_target, "", flags);
        Assert.Equal([$"tgt_mod: {reason}: kernel tainted.", "Disabling lock debugging due to kernel taint"], result.Log.Take(2).Select(static line => line.Text));
        Assert.NotEqual(TaintFlags.None, kernel.Taints & TaintFlags.ForcedModule);
        Assert.Equal("FO\n", kernel.ReadFile("/sys/module/tgt_mod/taint").Output);
        kernel.UnloadModule("tgt_mod");
        Assert.DoesNotContain("kernel tainted", string.Concat(kernel.LoadModule(s_target, "", flags).Log.Select(static line => line.Text)), System.StringComparison.Ordinal);
    }

    [Fact]
    public void Force_overlooks_what_a_module_was_built_for()
    {
        Kernel kernel = TestKernel.Boot(TestKernel.Definition with { Release = Core.Release.Linux612, Vermagic = "6.12.0 SMP mod_unload " });
        ModuleDefinition other = s_target with { Vermagic = "6.11.0 SMP mod_unload " };
        Assert.Equal(Errno.ENOEXEC, kernel.LoadModule(other).Status.Errno);
        Assert.True(kernel.LoadModule(other, "", LoadFlags.IgnoreVermagic).Succeeded);
    }

    [Fact]
    public void Without_versions_there_is_nothing_to_overlook()
    {
        Kernel kernel = TestKernel.Boot(TestKernel.Definition with { Release = Core.Release.Linux612, Vermagic = "6.12.0 SMP mod_unload " });
        kernel.LoadModule(s_target, "", LoadFlags.IgnoreModversions);
        Assert.Equal(TaintFlags.None, kernel.Taints & TaintFlags.ForcedModule);
    }

    [Fact]
    public void The_first_kernels_were_built_without_it() =>
        Assert.Equal(Errno.ENOEXEC, TestKernel.Boot().LoadModule(TestKernel.Target, "", LoadFlags.Forced).Status.Errno);

    [Fact]
    public void Modules_disabled_is_for_good()
    {
        const string File = "/proc/sys/kernel/modules_disabled";
        Kernel kernel = Later.Boot();
        kernel.LoadModule(s_target);
        Assert.Equal(Errno.EINVAL, kernel.WriteFile(File, "2\n").Status.Errno);
        Assert.Equal("0\n", kernel.ReadFile(File).Output);
        Assert.True(kernel.WriteFile(File, "1\n").Succeeded);
        Kernel copy = kernel.Clone();
        foreach (Status status in (Status[])[copy.UnloadModule("tgt_mod").Status, copy.LoadModule(Later.Sample("lp")).Status])
        {
            Assert.Equal((Errno.EPERM, Refusal.ModulesDisabled), (status.Errno, status.Refusal));
        }

        Assert.Equal(Errno.EINVAL, copy.WriteFile(File, "0\n").Status.Errno);
    }

    [Fact]
    public void A_function_without_a_branch_target_is_traced_at_its_beginning()
    {
        Kernel kernel = TestKernel.Boot(TestKernel.Definition with { Release = Core.Release.Linux612, EntryOffset = 4 });
        kernel.LoadModule(s_target with { Functions = [.. s_target.Functions.Select(static function => function.Name == "tgt_value" ? function with { EntryOffset = 0 } : function)] });
        kernel.LoadModule(Later.Make("lp", Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text"))));
        ulong address = kernel.Symbols.AddressOf("tgt_value");
        Assert.Equal(address, kernel.Ftrace.Record(address)!.Ip);
        Assert.Equal("lp", kernel.Call(address).Value.Text);
    }

    [Fact]
    public void A_file_that_was_given_away_is_its_owners()
    {
        const string File = "/sys/kernel/livepatch/lp/enabled";
        Kernel kernel = Later.Boot();
        kernel.LoadModule(Later.Sample("lp"));
        Assert.Equal(Errno.EACCES, kernel.WriteFile(File, "0", userId: 7).Status.Errno);
        Assert.True(kernel.Files.ChangeOwner(File, 7, null).Succeeded);
        Assert.True(kernel.Clone().WriteFile(File, "0", userId: 7).Succeeded);
        Assert.Equal(Errno.ENOENT, kernel.Files.ChangeOwner("/sys/nosuch", 7, 7).Errno);
    }
}
