using System.Linq;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Ftrace;

/// <summary>Probes that lie in a module's data: its code registers them by their number.</summary>
public sealed class KprobeCallTests
{
    public static TheoryData<string> Releases => [.. Release.All.Select(static release => release.Name)];

    [Theory(DisplayName = "a module registers its probes when it comes, and unregisters them when it goes")]
    [MemberData(nameof(Releases))]
    public void ComesAndGoes(string release)
    {
        Kernel kernel = Boot(release);
        Assert.True(kernel.LoadModule(Module(new("cmdline_proc_show", KprobeKind.Pre), new("version_proc_show", KprobeKind.Return))).Succeeded);
        Assert.Equal(["cmdline_proc_show m 0", "version_proc_show m 1"], kernel.Kprobes.Probes.Select(static probe => $"{probe.Symbol} {probe.Owner} {probe.Number}"));
        kernel.ReadFile("/proc/cmdline");
        Assert.Equal(1, kernel.Kprobes.Probes.First().Hits);
        Assert.True(kernel.UnloadModule("m").Succeeded);
        Assert.Empty(kernel.Kprobes.Probes);
        Assert.False(kernel.Corrupted);
    }

    [Theory(DisplayName = "a probe that is refused takes those before it back, and the module goes again")]
    [MemberData(nameof(Releases))]
    public void Refused(string release)
    {
        Kernel kernel = Boot(release);
        Status status = kernel.LoadModule(Module(new("cmdline_proc_show", KprobeKind.Pre), new("version_proc_show", KprobeKind.Return), new("nowhere", KprobeKind.Pre))).Status;
        Assert.Equal((Errno.ENOENT, Refusal.FunctionNotFound, "nowhere"), (status.Errno, status.Refusal, status.Subject));
        Assert.Empty(kernel.Kprobes.Probes);
        Assert.Empty(kernel.Ftrace.Ops);
        Assert.Empty(kernel.Modules.All);
    }

    [Fact(DisplayName = "a call for another kind of probe, for a number that isn't there, or a second time is -EINVAL")]
    public void Invalid()
    {
        foreach ((string call, int number) in ((string, int)[])[("register_kretprobe", 0), ("register_kprobe", 1), ("register_kprobe", -1), ("register_kprobe", 0)])
        {
            Kernel kernel = Boot("6.12");
            ModuleDefinition module = Module(new KprobeDefinition("cmdline_proc_show", KprobeKind.Pre));
            Step[] first = number == 0 && call == "register_kprobe" ? [new CallStep("register_kprobe", 0)] : [];
            Status status = kernel.LoadModule(module with { Init = Body.Of([.. first, new CallStep(call, number), new ReturnStep(Operand.Result)]) }).Status;
            Assert.Equal(Errno.EINVAL, status.Errno);
        }
    }

    [Fact(DisplayName = "jprobes are there until 4.14; later no module that calls for one finds it")]
    public void Jprobes()
    {
        Assert.True(Boot("4.1").LoadModule(Module(new KprobeDefinition("cmdline_proc_show", KprobeKind.Jump))).Succeeded);
        Assert.Equal(Refusal.UnknownSymbol, Boot("6.1").LoadModule(Module(new KprobeDefinition("cmdline_proc_show", KprobeKind.Jump))).Status.Refusal);
    }

    [Theory(DisplayName = "a module that goes with its probe still registered leaves the kernel calling freed memory")]
    [MemberData(nameof(Releases))]
    public void Left(string release)
    {
        Kernel kernel = Boot(release);
        kernel.LoadModule(Module(new KprobeDefinition("cmdline_proc_show", KprobeKind.Pre)) with { Exit = Body.Empty });
        kernel.UnloadModule("m");
        Assert.True(kernel.Corrupted);
    }

    [Fact(DisplayName = "a clone unregisters its own probe")]
    public void Cloned()
    {
        Kernel kernel = Boot("6.12");
        kernel.LoadModule(Module(new KprobeDefinition("cmdline_proc_show", KprobeKind.Post)));
        Kernel clone = kernel.Clone();
        clone.UnloadModule("m");
        Assert.Empty(clone.Kprobes.Probes);
        Assert.Single(kernel.Kprobes.Probes);
    }

    private static ModuleDefinition Module(params KprobeDefinition[] probes) => new("m") { Kprobes = [.. probes], Init = KprobeCalls.RegisterAll(probes), Exit = KprobeCalls.UnregisterAll(probes) };

    private static Kernel Boot(string release) => TestKernel.Boot(TestKernel.Definition with { Release = Release.All.First(known => known.Name == release) });
}
