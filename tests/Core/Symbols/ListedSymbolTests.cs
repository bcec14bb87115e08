using System;
using System.Linq;
using KlpShell.Core.Modules;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Symbols;

public sealed class ListedSymbolTests
{
    [Fact]
    public void A_modules_whole_symbol_table_is_listed_in_its_order_with_its_imports()
    {
        Kernel kernel = Later.Boot();
        ModuleDefinition module = Later.Sample("lp") with { Listed = [new("new_text", 't'), new("kept_nowhere", 'd'), new("cmdline_proc_show", 'u')] };
        Assert.True(kernel.LoadModule(module).Succeeded);
        ulong start = kernel.Modules.Find("lp")!.Base;
        string[] lines = Lines(kernel, "\t[lp]");
        Assert.Equal($"{kernel.Modules.Find("lp")!.Layout.AddressOf("new_text"):x16} t new_text\t[lp]", lines[0]);
        Assert.Equal($"{start:x16} d kept_nowhere\t[lp]", lines[1]);
        Assert.Equal($"{kernel.Symbols.AddressOf("cmdline_proc_show"):x16} u cmdline_proc_show\t[lp]", lines[2]);
        Assert.Empty(kernel.Symbols.Find("kept_nowhere"));
    }

    [Fact]
    public void Each_patched_function_lists_a_trampoline_for_as_long_as_it_is_patched()
    {
        Kernel kernel = Later.Boot();
        Assert.Empty(Lines(kernel, "__builtin__ftrace"));
        kernel.LoadModule(Later.Sample("lp"));
        Assert.EndsWith(" t ftrace_trampoline\t[__builtin__ftrace]", Assert.Single(Lines(kernel, "__builtin__ftrace")), StringComparison.Ordinal);
        kernel.WriteFile("/sys/kernel/livepatch/lp/enabled", "0");
        kernel.Step(TimeSpan.FromSeconds(2));
        Assert.Empty(Lines(kernel, "__builtin__ftrace"));
    }

    private static string[] Lines(Kernel kernel, string text) =>
        [.. kernel.ReadFile("/proc/kallsyms").Output.Split('\n').Where(line => line.Contains(text, StringComparison.Ordinal))];
}
