using System;
using System.Linq;
using KlpShell.Core;
using KlpShell.Core.Modules;
using Xunit;

namespace KlpShell.Manifests.Tests.Shipped;

/// <summary>Every manifest of the repository does what it says, on the kernel that it is meant for.</summary>
public sealed class ShippedManifestTests
{
    private const string Patched = "this has been live patched\n";

    [Fact]
    public void AllOfThemRead()
    {
        Assert.NotEmpty(Support.Shipped.Files);
        foreach (string file in Support.Shipped.Files) Assert.Empty(ManifestReader.Read(file).Problems.Select(problem => problem.ToString()));
    }

    [Theory]
    [InlineData("original-3.19.8.yaml")]
    [InlineData("debian-6.12-first-commit.yaml")]
    [InlineData("linux-4.1.yaml")]
    [InlineData("debian-6.1.yaml")]
    [InlineData("debian-6.12.yaml")]
    public void TheSampleChangesTheCommandLine(string name)
    {
        Kernel kernel = Support.Shipped.Boot(name);
        string before = kernel.ReadFile("/proc/cmdline").Output;
        Assert.StartsWith("console=ttyS0,115200 loglevel=4 ", before);
        Load(kernel, Support.Shipped.Livepatch("livepatch-sample.yaml", kernel.Release));
        Assert.Equal(Patched, kernel.ReadFile("/proc/cmdline").Output);
        kernel.Step(TimeSpan.FromSeconds(2));
        Assert.True(kernel.WriteFile("/sys/kernel/livepatch/livepatch_sample/enabled", "0").Succeeded);
        kernel.Step(TimeSpan.FromSeconds(2));
        Assert.Equal(before, kernel.ReadFile("/proc/cmdline").Output);
    }

    [Fact]
    public void KernelsSayWhatTheRealOnesSaid()
    {
        Kernel debian = Support.Shipped.Boot("debian-6.12.yaml");
        Assert.Equal(163205, debian.Symbols.Table.Count);
        Assert.StartsWith("Linux version 6.12.117+deb12-amd64 (debian-kernel@lists.debian.org) (x86_64-linux-gnu-gcc-12 ", debian.ReadFile("/proc/version").Output);
        Assert.Equal("6.12.117+deb12-amd64\n", debian.ReadFile("/proc/sys/kernel/osrelease").Output);
        Assert.Equal("0.08 0.03 0.01 1/66 161\n", debian.ReadFile("/proc/loadavg").Output);
        Kernel original = Support.Shipped.Boot("original-3.19.8.yaml");
        Assert.Equal("Linux version 3.19.8 (root@vm) (gcc version 12.2.0 (Debian 12.2.0-14+deb12u1) ) #4 SMP Sun Nov 22 13:28:12 UTC 2026\n", original.ReadFile("/proc/version").Output);
    }

    [Fact]
    public void FtraceRefusesTheSecondFunctionAndThenMemoryRunsOutAndThenItWorks()
    {
        Kernel kernel = Support.Shipped.Boot("debian-6.12-ftrace-fails.yaml");
        ModuleDefinition patch = Support.Shipped.Livepatch("cumulative-v2.yaml", kernel.Release);
        Assert.Equal("-16 (EBUSY, FtraceRegisterFailed: loadavg_proc_show)", kernel.LoadModule(patch).Status.ToString());
        Assert.Equal("-12 (ENOMEM, OutOfMemory: cmdline_proc_show,1)", kernel.LoadModule(patch).Status.ToString());
        Assert.Empty(kernel.Ftrace.Ops);
        Load(kernel, patch);
    }

    [Theory]
    [InlineData("original-3.19.8.yaml", false)]
    [InlineData("linux-4.1.yaml", true)]
    [InlineData("debian-6.1.yaml", true)]
    [InlineData("debian-6.12.yaml", true)]
    public void AKprobeWithAPostHandlerKeepsThePatchOut(string name, bool refused)
    {
        Kernel kernel = Support.Shipped.Boot(name);
        Load(kernel, Support.Shipped.Module("kprobe-post.yaml"));
        Assert.Equal(!refused, kernel.LoadModule(Support.Shipped.Livepatch("livepatch-sample.yaml", kernel.Release)).Succeeded);
        Assert.True(kernel.UnloadModule("kprobe_post").Succeeded);
        Assert.Empty(kernel.Kprobes.Probes);
    }

    [Fact]
    public void ARelocationReachesWhatIsNotExported()
    {
        Kernel kernel = Support.Shipped.Boot("debian-6.12-first-commit.yaml");
        Load(kernel, Support.Shipped.Livepatch("kpatch-style.yaml", kernel.Release));
        Module module = kernel.Modules.Find("kpatch_style")!;
        Assert.Equal(0xffffffff810c55b0, module.ReadWord(module.Layout.AddressOf("nr_processes_slot")));
        Assert.Equal("66 processes\n", kernel.ReadFile("/proc/loadavg").Output);
    }

    [Fact]
    public void ARelocationIsForOneKernelOnly()
    {
        Kernel kernel = Support.Shipped.Boot("original-3.19.8.yaml");
        EntranceResult result = kernel.LoadModule(Support.Shipped.Livepatch("kpatch-style.yaml", kernel.Release));
        Assert.Equal(-22, result.Status.ReturnValue);
        Assert.Equal("livepatch: symbol 'nr_processes' not found at specified address 0xffffffff810c55b0, kernel mismatch?", result.Log[0].Text);
    }

    [Theory]
    [InlineData("debian-6.12-first-commit.yaml", "66 processes\n")]
    [InlineData("original-3.19.8.yaml", "0 processes\n")]
    public void ALookupIsForEveryKernel(string name, string expected)
    {
        Kernel kernel = Support.Shipped.Boot(name);
        Load(kernel, Support.Shipped.Livepatch("kgraft-style.yaml", kernel.Release));
        EntranceResult result = kernel.Call(kernel.Symbols.AddressOf("loadavg_proc_show"));
        Assert.Equal(expected, result.Output);
    }

    [Theory]
    [InlineData("debian-6.12-first-commit.yaml")]
    [InlineData("original-3.19.8.yaml")]
    public void TwoFunctionsShowOldAndNewTogether(string name)
    {
        Kernel kernel = Support.Shipped.Boot(name);
        Load(kernel, Support.Shipped.Module("pair-mod.yaml"));
        Assert.Equal("committed\n", kernel.ReadFile("/proc/pair").Output);
        ulong show = kernel.Symbols.AddressOf("pair_show");
        Core.Machine.KernelTask reader = kernel.StartTask("reader", Core.Machine.TaskKind.User, show);
        Load(kernel, Support.Shipped.Livepatch("two-functions.yaml", kernel.Release));
        kernel.Step(TimeSpan.FromSeconds(3));
        Core.Execution.MixedExecution mixed = Assert.Single(kernel.MixedExecutions);
        Assert.Equal(reader.Pid, mixed.Pid);
        Assert.Equal("pair_reserve", Assert.Single(mixed.Old));
        Assert.Equal("pair_commit", Assert.Single(mixed.New));
        Assert.Equal("pair_commit: conditional_check", Assert.Single(mixed.SafeBecause));
        Assert.Equal("committed with a reservation\n", kernel.ReadFile("/proc/pair").Output);
    }

    [Theory]
    [InlineData("debian-6.12.yaml")]
    [InlineData("debian-6.1.yaml")]
    [InlineData("linux-4.1.yaml")]
    [InlineData("debian-6.12-first-commit.yaml")]
    [InlineData("original-3.19.8.yaml")]
    public void ALateModuleComesPatched(string name)
    {
        Kernel kernel = Support.Shipped.Boot(name);
        Load(kernel, Support.Shipped.Livepatch("late-module.yaml", kernel.Release));
        EntranceResult loaded = kernel.LoadModule(Support.Shipped.Module("tgt-mod.yaml"));
        Assert.True(loaded.Succeeded);
        Assert.Equal(
            ["livepatch: applying patch 'late_module' to loading module 'tgt_mod'", "tgt_mod: tgt_init: value='patched value' second='patched second' data=5"],
            loaded.Log.Select(line => line.Text));
        Assert.Equal("patched value\n", kernel.ReadFile("/proc/tgt/value").Output);
        Assert.Equal("patched second\n", kernel.ReadFile("/proc/tgt/second").Output);
        Assert.Equal("original notrace\n", kernel.ReadFile("/proc/tgt/notrace").Output);
    }

    [Fact]
    public void CallbacksRunAroundThePatching()
    {
        Kernel kernel = Support.Shipped.Boot("debian-6.12.yaml");
        ModuleDefinition patch = Support.Shipped.Livepatch("callbacks.yaml", kernel.Release);
        EntranceResult loaded = kernel.LoadModule(patch);
        Assert.Equal(["callbacks: pre_patch, vmlinux", "callbacks: post_patch, vmlinux"], Said(loaded));
        Assert.Equal("patched, with callbacks\n", kernel.ReadFile("/proc/cmdline").Output);
        EntranceResult late = kernel.LoadModule(Support.Shipped.Module("tgt-mod.yaml"));
        Assert.Equal(["callbacks: pre_patch, tgt_mod", "callbacks: post_patch, tgt_mod"], Said(late));
        EntranceResult off = kernel.WriteFile("/sys/kernel/livepatch/callbacks/enabled", "0");
        Assert.Equal(["callbacks: pre_unpatch, vmlinux", "callbacks: pre_unpatch, tgt_mod", "callbacks: post_unpatch, vmlinux", "callbacks: post_unpatch, tgt_mod"], Said(off));
        Assert.True(kernel.UnloadModule("callbacks").Succeeded);
        Assert.Equal(-19, kernel.LoadModule(patch, "refuse=1").Status.ReturnValue);
        Kernel original = Support.Shipped.Boot("original-3.19.8.yaml");
        Assert.Empty(Said(original.LoadModule(Support.Shipped.Livepatch("callbacks.yaml", original.Release))));

        static string[] Said(EntranceResult result) => [.. result.Log.Select(line => line.Text).Where(text => text.Contains("patch, ", StringComparison.Ordinal))];
    }

    [Fact]
    public void ACumulativePatchTakesThePlaceOfAllOlderOnes()
    {
        Kernel kernel = Support.Shipped.Boot("debian-6.12.yaml");
        Load(kernel, Support.Shipped.Livepatch("late-module.yaml", kernel.Release));
        Load(kernel, Support.Shipped.Livepatch("cumulative-v1.yaml", kernel.Release));
        Assert.Equal(["cumulative_v1"], kernel.Livepatch.Patches.Select(one => one.Name));
        Load(kernel, Support.Shipped.Livepatch("cumulative-v2.yaml", kernel.Release));
        Assert.Equal(["cumulative_v2"], kernel.Livepatch.Patches.Select(one => one.Name));
        Assert.Equal("cumulative, version 2\n", kernel.ReadFile("/proc/cmdline").Output);
        Assert.True(kernel.UnloadModule("cumulative_v1").Succeeded);
        Load(kernel, Support.Shipped.Livepatch("cumulative-v1.yaml", kernel.Release));
        Assert.Equal("cumulative, version 1\n", kernel.ReadFile("/proc/cmdline").Output);
        Assert.Equal("0.08 0.03 0.01 1/66 161\n", kernel.ReadFile("/proc/loadavg").Output);
    }

    [Fact]
    public void AStateIsTakenOverByNoLowerVersion()
    {
        Kernel kernel = Support.Shipped.Boot("debian-6.12.yaml");
        Load(kernel, Support.Shipped.Livepatch("states-v1.yaml", kernel.Release));
        Assert.Contains(kernel.Log.Records, line => line.Text == "states_v1: raises the console's loglevel");
        Load(kernel, Support.Shipped.Livepatch("states-v2.yaml", kernel.Release));
        Assert.Contains(kernel.Log.Records, line => line.Text == "states_v2: takes the console's loglevel over from version 1");
        Assert.True(kernel.UnloadModule("states_v1").Succeeded);
        Assert.Equal(Core.Machine.Refusal.StatesIncompatible, kernel.LoadModule(Support.Shipped.Livepatch("states-v1.yaml", kernel.Release)).Status.Refusal);
    }

    [Theory]
    [InlineData("sleeper_show", true)]
    [InlineData("sleeper_deep_show", false)]
    public void ASleeperHoldsATransitionUp(string function, bool signalFrees)
    {
        Kernel kernel = Support.Shipped.Boot("debian-6.12.yaml");
        Load(kernel, Support.Shipped.Module("sleeper-mod.yaml"));
        Core.Machine.KernelTask reader = kernel.StartTask("reader", Core.Machine.TaskKind.User, kernel.Symbols.AddressOf(function));
        Load(kernel, Support.Shipped.Livepatch("busy-function.yaml", kernel.Release));
        Assert.Equal(reader.Pid, Assert.Single(kernel.Livepatch.TransitionBlocks()).Pid);
        kernel.Step(TimeSpan.FromSeconds(20));
        Assert.Equal(signalFrees, kernel.Livepatch.CurrentTransition is null);
        Assert.Equal(signalFrees ? "did not sleep\n" : "", reader.Output);
    }

    [Fact]
    public void TheTargetFailsOnRequest()
    {
        EntranceResult result = Support.Shipped.Boot("original-3.19.8.yaml").LoadModule(Support.Shipped.Module("tgt-mod.yaml"), "fail_init=1");
        Assert.Equal(-19, result.Status.ReturnValue);
    }

    [Fact]
    public void KernelsOfOneTableShareIt() =>
        Assert.Same(Support.Shipped.Read("kernels/debian-6.12.yaml").Kernel!.Symbols, Support.Shipped.Read("kernels/debian-6.12.yaml").Kernel!.Symbols);

    private static void Load(Kernel kernel, ModuleDefinition module)
    {
        EntranceResult result = kernel.LoadModule(module);
        Assert.True(result.Succeeded, $"{result.Status} {string.Join('\n', result.Log.Select(line => line.Text))}");
    }
}
