using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch;

/// <summary>How a patch's functions find their addresses (facts A.3).</summary>
public sealed class SymbolRuleTests
{
    private const ulong Shift = 0x17800000;

    [Fact(DisplayName = "A.3: a missing name is -EINVAL, its address is 0, and the functions before it keep theirs")]
    public void Missing()
    {
        Kernel kernel = Load(TestKernel.Boot(), Patches.Func("cmdline_proc_show"), Patches.Func("no_such"));
        Assert.Equal(new Status(Errno.EINVAL, Refusal.SymbolNotFound, "no_such"), Patches.Register(kernel, "a"));
        Assert.Equal(["<3> livepatch: symbol 'no_such' not found in symbol table"], Patches.Log(kernel));
        KlpObject obj = Patches.Of(kernel, "a").Objects[0];
        Assert.Equal((TestKernel.CmdlineShow, 0UL), (obj.Functions[0].OldAddress, obj.Functions[1].OldAddress));
        Assert.Equal(0, kernel.Modules.Find("a")!.RefCount);
    }

    [Fact(DisplayName = "A.3: a name that occurs twice is ambiguous, and vmlinux prints as (null)")]
    public void Ambiguous()
    {
        Kernel kernel = Load(TestKernel.Boot(), Patches.Func("base_probe"));
        Assert.Equal(Refusal.SymbolAmbiguous, Patches.Register(kernel, "a").Refusal);
        Assert.Equal(["<3> livepatch: unresolvable ambiguity (2 matches) on symbol 'base_probe' in object '(null)'"], Patches.Log(kernel));
    }

    [Fact(DisplayName = "A.3: in a module the ambiguity names the module")]
    public void AmbiguousInModule()
    {
        Kernel kernel = TestKernel.Boot();
        kernel.LoadModule(TestKernel.Target);
        kernel.LoadModule(Patches.Idle("a", Patches.Object("tgt_mod", Patches.Func("tgt_twin", "new_text"))));
        Patches.Register(kernel, "a");
        Assert.Equal(["<3> livepatch: unresolvable ambiguity (2 matches) on symbol 'tgt_twin' in object 'tgt_mod'"], Patches.Log(kernel));
    }

    [Theory(DisplayName = "A.3: without KASLR a hint picks one of several, and must be right")]
    [InlineData("base_probe", TestKernel.SecondProbe, true)]
    [InlineData("base_probe", TestKernel.FirstProbe, true)]
    [InlineData("cmdline_proc_show", TestKernel.VersionShow, false)]
    [InlineData("cmdline_proc_show", 0x1234UL, false)]
    public void Hint(string name, ulong hint, bool accepted)
    {
        Kernel kernel = Load(TestKernel.Boot(), Patches.Func(name) with { OldAddress = hint });
        Assert.Equal(accepted, Patches.Register(kernel, "a").Succeeded);

        // A hint that failed the check stays where it is, and fails again.
        Assert.Equal(hint, Patches.Of(kernel, "a").Objects[0].Functions[0].OldAddress);
        Assert.Equal(accepted ? [] : [$"<3> livepatch: symbol '{name}' not found at specified address 0x{hint:x16}, kernel mismatch?"], Patches.Log(kernel));
    }

    [Fact(DisplayName = "A.3: with KASLR a hint is disregarded, so that it can't pick one of several")]
    public void HintWithKaslr()
    {
        Kernel kernel = Load(TestKernel.Boot(Moved), Patches.Func("cmdline_proc_show") with { OldAddress = 0x1234 });
        Assert.True(Patches.Register(kernel, "a").Succeeded);
        Assert.Equal(TestKernel.CmdlineShow + Shift, Patches.Of(kernel, "a").Objects[0].Functions[0].OldAddress);
        kernel = Load(TestKernel.Boot(Moved), Patches.Func("base_probe") with { OldAddress = TestKernel.FirstProbe + Shift });
        Assert.Equal(Refusal.SymbolAmbiguous, Patches.Register(kernel, "a").Refusal);
    }

    [Fact(DisplayName = "A.3: a hint means nothing in a module")]
    public void HintInModule()
    {
        Kernel kernel = TestKernel.Boot();
        kernel.LoadModule(TestKernel.Target);
        kernel.LoadModule(Patches.Idle("a", Patches.Object("tgt_mod", Patches.Func("tgt_value", "new_text") with { OldAddress = 0x1234 })));
        Assert.True(Patches.Register(kernel, "a").Succeeded);
        Assert.Equal(kernel.Modules.Find("tgt_mod")!.Layout.AddressOf("tgt_value"), Patches.Of(kernel, "a").Objects[0].Functions[0].OldAddress);
    }

    [Fact(DisplayName = "A.3: a data symbol registers, and fails only when it is enabled")]
    public void Data()
    {
        Kernel kernel = Load(TestKernel.Boot(), Patches.Func("jiffies"));
        Assert.True(Patches.Register(kernel, "a").Succeeded);
        Assert.Equal(Refusal.FunctionNotTraceable, Patches.Enable(kernel, "a").Refusal);
    }

    [Fact(DisplayName = "A.3: a moved kernel is patched at its running addresses")]
    public void Moved_kernel_works()
    {
        Kernel kernel = TestKernel.Boot(Moved);
        kernel.LoadModule(Patches.Sample("a"));
        Assert.Equal("a: patched\n", Patches.Cmdline(kernel));
    }

    private static KernelDefinition Moved => TestKernel.Definition with { Kaslr = true, KaslrOffset = Shift };

    private static Kernel Load(Kernel kernel, params PatchFuncDefinition[] functions)
    {
        Assert.True(kernel.LoadModule(Patches.Idle("a", Patches.Vmlinux(functions))).Succeeded);
        return kernel;
    }
}
