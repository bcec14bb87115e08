using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Symbols;
using KlpShell.Core.Tests.Support;
using KlpShell.Core.Tests.Symbols;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch;

/// <summary>The first commit's core on the real symbol table of Debian's 6.12 kernel.</summary>
public sealed class RealTableTests
{
    [Fact]
    public void Every_name_that_occurs_more_than_once_is_refused_with_its_count()
    {
        Kernel kernel = TestKernel.Boot(Real);
        Dictionary<string, int> counts = [];
        for (int i = 0; i < Real.Symbols.Count; i++)
        {
            Symbol symbol = Real.Symbols[i];
            counts[symbol.Name] = counts.GetValueOrDefault(symbol.Name) + 1;
        }

        List<KeyValuePair<string, int>> repeated = [.. counts.Where(static pair => pair.Value > 1)];
        Assert.Equal(1580, repeated.Count);
        SymbolLookup lookup = new(kernel);
        foreach ((string name, int count) in repeated)
        {
            Assert.Equal(new Status(Errno.EINVAL, Refusal.SymbolAmbiguous, name), lookup.Find(null, name, out ulong address));
            Assert.Equal(0UL, address);
            Assert.Equal($"livepatch: unresolvable ambiguity ({count} matches) on symbol '{name}' in object '(null)'", kernel.Log.Records[^1].Text);
        }
    }

    [Fact]
    public void The_sample_works_on_it_four_bytes_behind_the_function()
    {
        Kernel kernel = TestKernel.Boot(Real with { CommandLine = "quiet" });
        Assert.True(kernel.LoadModule(Patches.Sample("a")).Succeeded);
        Assert.Equal("a: patched\n", Patches.Cmdline(kernel));
        ulong function = kernel.Symbols.AddressOf("cmdline_proc_show");
        Assert.Equal(function + 4, Assert.Single(kernel.Ftrace.Records).Ip);
        Assert.NotEqual(0UL, kernel.Ftrace.Text.CallTarget(function + 4));
    }

    [Fact]
    public void A_trampoline_of_ops_that_stay_calls_them_without_the_list()
    {
        Kernel kernel = TestKernel.Boot(new KernelDefinition("3.19.8", Release.Original) { Symbols = RealKernels.Table("3.19.8-b700e7f03d") });
        kernel.Kprobes.Register(new Kprobe("cmdline_proc_show", KprobeKind.Pre));
        Assert.EndsWith(" ->ftrace_ops_recurs_func+0x0/0xa0\n", kernel.ReadFile("/sys/kernel/debug/tracing/enabled_functions").Output, System.StringComparison.Ordinal);
        kernel.LoadModule(Patches.Sample("a"));
        Assert.EndsWith(" ->ftrace_ops_list_func+0x0/0x190\n", kernel.ReadFile("/sys/kernel/debug/tracing/enabled_functions").Output, System.StringComparison.Ordinal);
    }

    private static KernelDefinition Real => new("debian-6.12", Release.Original) { Symbols = RealKernels.Table("debian-6.12.117"), EntryOffset = 4 };
}
