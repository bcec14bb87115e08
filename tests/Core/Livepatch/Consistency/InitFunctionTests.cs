using System;
using System.Linq;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch.Consistency;

/// <summary>Patches of what a module has only while it comes, or what ftrace doesn't know (recorded on 6.1 and 6.12: init-function).</summary>
public sealed class InitFunctionTests
{
    private static readonly ModuleDefinition s_target = Later.Target with
    {
        Init = Body.Of(new PrintkStep(LogLevel.Information, "init ran")),
        InitSymbol = "tgt_init",
        ExitSymbol = "tgt_exit",
        Imports = ["_printk"],
    };

    private readonly Kernel _kernel = Later.Boot();

    [Theory(DisplayName = "The init of a module that comes is patched like any other function")]
    [InlineData("tgt_init")]
    [InlineData("init_module")]
    public void Coming(string symbol)
    {
        Load("early", symbol);
        Assert.True(_kernel.LoadModule(s_target).Succeeded);
        Assert.DoesNotContain("init ran", Later.Lines(_kernel));
        Assert.Empty(_kernel.Ftrace.Records);
        Assert.DoesNotContain(_kernel.Symbols.Find("init_module"), symbol => symbol.Module == "tgt_mod");
    }

    [Fact(DisplayName = "Once it is through it is gone: a later patch doesn't find it, and the first can't be unhooked")]
    public void Gone()
    {
        Load("early", "tgt_init");
        _kernel.LoadModule(s_target);
        Assert.Equal(Refusal.SymbolNotFound, Load("late", "tgt_init").Status.Refusal);
        long before = _kernel.Log.NextSequence;
        Assert.True(_kernel.WriteFile("/sys/kernel/livepatch/early/enabled", "0").Succeeded);
        _kernel.Step(TimeSpan.FromSeconds(2));
        string[] lines = Later.Lines(_kernel, before);
        Assert.Contains(lines, line => line.Contains("kernel/livepatch/patch.c:144 __klp_unpatch_object", StringComparison.Ordinal));
        Assert.Equal("'early': unpatching complete", lines[^1]);
        Assert.True(_kernel.UnloadModule("early").Succeeded);
        Assert.True(_kernel.UnloadModule("tgt_mod").Succeeded);
    }

    [Theory(DisplayName = "Its exit is found and can't be traced; what it imports isn't found")]
    [InlineData("tgt_exit", "failed to find location for function 'tgt_exit'")]
    [InlineData("cleanup_module", "failed to find location for function 'cleanup_module'")]
    [InlineData("_printk", "symbol '_printk' not found in symbol table")]
    public void Others(string symbol, string line)
    {
        Load("early", symbol);
        Assert.Equal(Errno.EINVAL, _kernel.LoadModule(s_target).Status.Errno);
        Assert.Contains(line, Later.Lines(_kernel));
    }

    [Fact(DisplayName = "A copy of the kernel knows, too, that the init is gone")]
    public void Cloned()
    {
        _kernel.LoadModule(s_target);
        Kernel copy = _kernel.Clone();
        Assert.Equal(0ul, copy.Symbols.AddressOf("init_module"));
        Assert.DoesNotContain(copy.Symbols.All, symbol => symbol.Name == "init_module");
    }

    [Fact(DisplayName = "An init and an exit that are marked as nothing stay, and are patched like any other function")]
    public void Plain()
    {
        _kernel.LoadModule(s_target with { PlainInit = true });
        foreach (string symbol in (string[])["tgt_init", "tgt_exit"])
        {
            Assert.True(Load("on_" + symbol, symbol).Succeeded);
            _kernel.Step(TimeSpan.FromSeconds(2));
        }

        Assert.Equal(2, _kernel.Ftrace.Records.Count());
    }

    [Fact(DisplayName = "What an init makes isn't made where another runs in its place")]
    public void Files()
    {
        Load("early", "tgt_init");
        _kernel.LoadModule(s_target);
        Assert.Equal(Errno.ENOENT, _kernel.ReadFile("/proc/tgt/value").Status.Errno);
    }

    [Fact(DisplayName = "A livepatch keeps its symbol table: its init is found when it is long gone, and nothing lies there")]
    public void Livepatch()
    {
        _kernel.LoadModule(Later.Make("early", Patches.Vmlinux(Patches.Func("cmdline_proc_show"))));
        Assert.Contains(_kernel.Symbols.Find("init_module"), symbol => symbol.Module == "early");
        _kernel.LoadModule(Later.Make("late", Patches.Object("early", Patches.Func("init_module", "new_text"))));
        Assert.Contains("kallsyms size lookup failed for 'init_module'", Later.Lines(_kernel));
    }

    private EntranceResult Load(string name, string symbol) => _kernel.LoadModule(Later.Make(name, Patches.Object("tgt_mod", Patches.Func(symbol, "new_text"))));
}
