using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch;

/// <summary>A.3: which symbols of a module are found while it comes, and which afterwards (recorded: relocs-coming).</summary>
public sealed class ComingSymbolTests
{
    private static readonly ModuleDefinition s_target = TestKernel.Target with { Init = Body.Empty, InitSymbol = "tgt_init", ExitSymbol = "tgt_exit", Imports = ["printk"] };

    [Theory(DisplayName = "A.3 late: what a module imports, and its init, are found while it comes and not once it is there")]
    [InlineData("4.1", "printk", true, false)]
    [InlineData("4.1", "tgt_init", true, false)]
    [InlineData("4.1", "init_module", true, false)]
    [InlineData("4.1", "tgt_exit", true, true)]
    [InlineData("4.1", "cleanup_module", true, true)]
    [InlineData("4.1", "version_proc_show", false, false)]
    [InlineData("b700e7f03d", "printk", true, false)]
    [InlineData("b700e7f03d", "tgt_init", true, false)]
    public void Found(string release, string symbol, bool whileItComes, bool afterwards)
    {
        Assert.True(Release.TryParse(release, out Release? known, out _));
        Kernel kernel = TestKernel.Boot(TestKernel.Definition with { Release = known! });
        kernel.LoadModule(Patches.Make("early", false, Patches.Object("tgt_mod", Patches.Func(symbol))));
        kernel.LoadModule(s_target);
        Assert.Equal(whileItComes, Patches.Of(kernel, "early").Objects[0].Functions[0].OldAddress != 0);
        kernel.LoadModule(Patches.Idle("late", Patches.Object("tgt_mod", Patches.Func(symbol))));
        Assert.Equal(afterwards ? Errno.None : Errno.EINVAL, Patches.Register(kernel, "late").Errno);
    }

    [Fact(DisplayName = "A.3 late: an import has its address in vmlinux, so that a patch of it hooks vmlinux")]
    public void Address()
    {
        Kernel kernel = TestKernel.Boot();
        kernel.LoadModule(Patches.Make("early", false, Patches.Object("tgt_mod", Patches.Func("printk"))));
        kernel.LoadModule(s_target);
        Assert.Equal(kernel.Symbols.AddressOf("printk"), Patches.Of(kernel, "early").Objects[0].Functions[0].OldAddress);
    }

    [Theory(DisplayName = "A boolean parameter of 3.19 and 4.1 knows no on and off (recorded: bools)")]
    [InlineData("y", true)]
    [InlineData("1", true)]
    [InlineData("Nonsense", true)]
    [InlineData("on", false)]
    [InlineData("Off", false)]
    [InlineData("t", false)]
    public void Booleans(string text, bool taken)
    {
        Kernel kernel = TestKernel.Boot();
        Assert.Equal(taken, kernel.LoadModule(s_target with { Parameters = [new ParameterDefinition("flag", ParameterType.Bool)] }, "flag=" + text).Succeeded);
    }
}
