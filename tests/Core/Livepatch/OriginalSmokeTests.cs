using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch;

public sealed class OriginalSmokeTests
{
    [Fact]
    public void A_patch_is_loaded_works_and_is_disabled()
    {
        Kernel kernel = TestKernel.Boot();
        Assert.Equal("quiet\n", Patches.Cmdline(kernel));
        EntranceResult loaded = kernel.LoadModule(Patches.Sample());
        Assert.True(loaded.Succeeded, loaded.Status.ToString());
        Assert.Equal("sample: patched\n", Patches.Cmdline(kernel));
        Assert.Equal("1\n", kernel.ReadFile("/sys/kernel/livepatch/sample/enabled").Output);
        Assert.True(kernel.WriteFile("/sys/kernel/livepatch/sample/enabled", "0\n").Succeeded);
        Assert.Equal("quiet\n", Patches.Cmdline(kernel));
        Assert.Equal(
            ["<5> livepatch: tainting kernel with TAINT_LIVEPATCH", "<5> livepatch: enabling patch 'sample'", "<5> livepatch: disabling patch 'sample'"],
            Patches.Log(kernel));
        Assert.Equal(36864, (long)kernel.Taints);
    }
}
