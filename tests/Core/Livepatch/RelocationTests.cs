using System.Collections.Immutable;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch;

/// <summary>Relocations of the original era (facts A.3, surprises): what is written where, and what is refused.</summary>
public sealed class RelocationTests
{
    private const ulong Untouched = 0x1111111111111111;
    private readonly Kernel _kernel = TestKernel.Boot();

    [Theory(DisplayName = "A.3: the x86-64 types write 8 or 4 bytes; 32-bit types truncate silently; NONE writes nothing")]
    [InlineData(1, 0, 0xffffffff81001100UL)]
    [InlineData(1, 16, 0xffffffff81001110UL)]
    [InlineData(10, 0, 0x1111111181001100UL)]
    [InlineData(11, -1, 0x11111111810010ffUL)]
    [InlineData(0, 0, Untouched)]
    public void Types(uint type, int addend, ulong expected)
    {
        Load(Vmlinux(type) with { Addend = addend });
        Assert.True(Patches.Register(_kernel, "a").Succeeded);
        Assert.Equal(expected, Slot());
    }

    [Fact(DisplayName = "A.3: PC32 is counted from its place")]
    public void PcRelative()
    {
        Load(Vmlinux(2) with { Addend = -4 });
        Patches.Register(_kernel, "a");
        ulong place = _kernel.Modules.Find("a")!.Layout.AddressOf("slot");
        Assert.Equal((uint)(TestKernel.VersionShow - 4 - place), (uint)Slot());
    }

    [Theory(DisplayName = "A.3: any other type, and a place outside the module, are -EINVAL; the line prints the value without the addend")]
    [InlineData(4, 0)]
    [InlineData(99, 0)]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    public void Refused(uint type, int place)
    {
        RelocationPlace location = place switch
        {
            1 => new RelocationPlace(RelocationBase.ModuleEnd),
            2 => new RelocationPlace(RelocationBase.VmlinuxSymbol, "jiffies"),
            _ => Place,
        };
        Load(Vmlinux(type) with { Location = location, Addend = 8 });
        Status status = Patches.Register(_kernel, "a");
        Assert.Equal(Errno.EINVAL, status.Errno);
        Assert.Equal(place == 0 ? Refusal.RelocationTypeUnknown : Refusal.RelocationOutsideModule, status.Refusal);
        Assert.Equal(["<3> livepatch: relocation failed for symbol 'version_proc_show' at 0xffffffff81001100 (-22)"], Patches.Log(_kernel));
        Assert.Equal(Untouched, Slot());
    }

    [Theory(DisplayName = "A.3: at the module's end: 3.19 doesn't round its length up, so that what sticks out lies in its last page; in 4.1 that is -EFAULT (recorded: relocs-more)")]
    [InlineData("b700e7f03d", -8, Errno.None)]
    [InlineData("b700e7f03d", -4, Errno.None)]
    [InlineData("b700e7f03d", 0, Errno.EINVAL)]
    [InlineData("4.1", -8, Errno.None)]
    [InlineData("4.1", -4, Errno.EFAULT)]
    [InlineData("4.1", 0, Errno.EINVAL)]
    public void End(string release, int offset, Errno expected)
    {
        Assert.True(Release.TryParse(release, out Release? known, out _));
        Kernel kernel = TestKernel.Boot(TestKernel.Definition with { Release = known! });
        kernel.LoadModule(Module(null, Vmlinux(1) with { Location = new RelocationPlace(RelocationBase.ModuleEnd, null, offset) }));
        Assert.Equal(expected, Patches.Register(kernel, "a").Errno);
    }

    [Fact(DisplayName = "surprises: NONE is accepted even outside the module")]
    public void NoneOutside()
    {
        Load(Vmlinux(0) with { Location = new RelocationPlace(RelocationBase.ModuleEnd) });
        Assert.True(Patches.Register(_kernel, "a").Succeeded);
    }

    [Theory(DisplayName = "A.3: a vmlinux relocation must name the running address, with KASLR too")]
    [InlineData(0UL, "version_proc_show", false)]
    [InlineData(0x1234UL, "version_proc_show", false)]
    [InlineData(TestKernel.VersionShow, "no_such", false)]
    [InlineData(TestKernel.VersionShow, "version_proc_show", true)]
    public void Verified(ulong value, string name, bool accepted)
    {
        Load(Vmlinux(1) with { Value = value, Name = name });
        Assert.Equal(accepted, Patches.Register(_kernel, "a").Succeeded);
        Assert.Equal(accepted ? [] : [$"<3> livepatch: symbol '{name}' not found at specified address 0x{value:x16}, kernel mismatch?"], Patches.Log(_kernel));
    }

    [Theory(DisplayName = "surprises: on a KASLR kernel the running address is accepted, the linked one is not")]
    [InlineData(true)]
    [InlineData(false)]
    public void Kaslr(bool running)
    {
        const ulong shift = 0x1000000;
        Kernel kernel = TestKernel.Boot(TestKernel.Definition with { Kaslr = true, KaslrOffset = shift });
        kernel.LoadModule(Module(null, Vmlinux(1) with { Value = TestKernel.VersionShow + (running ? shift : 0) }));
        Assert.Equal(running, Patches.Register(kernel, "a").Succeeded);
    }

    [Fact(DisplayName = "surprises: relocations are written one by one before the functions are looked up, and stay after a failure")]
    public void Partial()
    {
        Load(Vmlinux(1), Vmlinux(1) with { Name = "no_such" });
        Assert.False(Patches.Register(_kernel, "a").Succeeded);
        Assert.Equal(TestKernel.VersionShow, Slot());
    }

    [Theory(DisplayName = "A.3: a module's relocation finds an export, else the patch module's own symbol, or (not external) the target's")]
    [InlineData("printk", true, true)]
    [InlineData("new_text", true, true)]
    [InlineData("tgt_data", false, true)]
    [InlineData("printk", false, false)]
    [InlineData("no_such", true, false)]
    [InlineData("tgt_twin", false, false)]
    public void OfModule(string name, bool external, bool found)
    {
        _kernel.LoadModule(TestKernel.Target);
        _kernel.LoadModule(Module("tgt_mod", new RelocationDefinition(Place, 1, name) { External = external }));
        Assert.Equal(found, Patches.Register(_kernel, "a").Succeeded);
        Assert.Equal(found ? _kernel.Symbols.AddressOf(name) : Untouched, Slot());
    }

    [Fact(DisplayName = "surprises: a module's relocations are written again at each load")]
    public void Rewritten()
    {
        _kernel.LoadModule(Module("tgt_mod", new RelocationDefinition(Place, 1, "tgt_data")));
        Patches.Register(_kernel, "a");
        Assert.Equal(Untouched, Slot());
        _kernel.LoadModule(TestKernel.Target);
        ulong first = Slot();
        _kernel.UnloadModule("tgt_mod");
        _kernel.LoadModule(TestKernel.Target);
        Assert.Equal(_kernel.Symbols.AddressOf("tgt_data"), Slot());
        Assert.NotEqual(first, Slot());
    }

    [Fact(DisplayName = "surprises: read-only data is written as well, and an array with only its end is fine")]
    public void ReadOnly()
    {
        Load(Vmlinux(1) with { Location = new RelocationPlace(RelocationBase.Symbol, "constant") });
        Assert.True(Patches.Register(_kernel, "a").Succeeded);
        Module module = _kernel.Modules.Find("a")!;
        Assert.Equal(TestKernel.VersionShow, module.ReadWord(module.Layout.AddressOf("constant")));
        _kernel.LoadModule(Module(null) with { Name = "b" });
        Assert.True(Patches.Register(_kernel, "b").Succeeded);
    }

    [Fact(DisplayName = "the same function reached by kpatch's way (a relocated pointer) and by kGraft's (a lookup in init)")]
    public void BothWays()
    {
        FunctionDefinition show = new("new_show", Body.Of(new CallStep("slot", default, -1, Indirect: true), new SeqPrintfStep(" too\n")));
        ModuleDefinition kpatch = Module(null, Vmlinux(1)) with { Functions = [show], Init = PatchInit.RegisterAndEnable };
        Assert.True(_kernel.LoadModule(kpatch).Succeeded);
        Assert.Equal("Linux version 3.19.8\n too\n", Patches.Cmdline(_kernel));
        _kernel.WriteFile("/sys/kernel/livepatch/a/enabled", "0");
        ModuleDefinition kgraft = kpatch with
        {
            Name = "b",
            Patches = [new PatchDefinition { Objects = [Patches.Vmlinux(Patches.Func("cmdline_proc_show"))] }],
            Init = Body.Of([new LookupSymbolStep("version_proc_show", "slot"), new CallStep("klp_register_patch", 0), new CallStep("klp_enable_patch", 0), new ReturnStep(Operand.Result)]),
        };
        Assert.True(_kernel.LoadModule(kgraft).Succeeded);
        Assert.Equal("Linux version 3.19.8\n too\n", Patches.Cmdline(_kernel));
    }

    private static RelocationPlace Place => new(RelocationBase.Symbol, "slot");

    private static RelocationDefinition Vmlinux(uint type) => new(Place, type, "version_proc_show") { Value = TestKernel.VersionShow };

    private static ModuleDefinition Module(string? obj, params RelocationDefinition[] relocations)
    {
        PatchObjectDefinition target = new(obj, [obj is null ? Patches.Func("cmdline_proc_show") : Patches.Func("tgt_value", "new_text")])
        {
            Relocations = [.. relocations],
        };
        return Patches.Idle("a", target);
    }

    private void Load(params ImmutableArray<RelocationDefinition> relocations) => Assert.True(_kernel.LoadModule(Module(null, [.. relocations])).Succeeded);

    private ulong Slot()
    {
        Module module = _kernel.Modules.Find("a")!;
        return module.ReadWord(module.Layout.AddressOf("slot"));
    }
}
