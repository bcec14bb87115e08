using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;

namespace KlpShell.Histories.World;

/// <summary>The kernel that histories begin with: functions that call each other, sleep, share a name or an address, or can't be traced.</summary>
internal static class SmallKernel
{
    private static readonly SymbolTable s_table = SymbolTable.FromEntries(
    [
        new("_text", 0xffffffff81000000),
        new("ftrace_regs_caller", 0xffffffff81000100),
        new("ftrace_ops_list_func", 0xffffffff81000200, 't'),
        new("sys_umask", Functions.Vmlinux["umask"]),
        new("printk", 0xffffffff81002000),
        new("jiffies", 0xffffffff81600000, 'D'),
        new("_end", 0xffffffff81700000, 'B'),
        .. Functions.Vmlinux.Select(static function => new SymbolEntry(Functions.SymbolOf(function.Key).Symbol, function.Value, 't')),
    ]);

    private static readonly FunctionDefinition[] s_bodies =
    [
        .. new[] { "alpha", "beta", "gamma", "sleepy", "dozy", "nested", "SyS_umask", "cmdline_proc_show", "version_proc_show", "notrace_function" }
            .Select(static symbol => new FunctionDefinition(symbol, Code.Of(Functions.Meaning(null, symbol, 0)!, Code.Original))),
        new("twin", Code.Of("twin1", Code.Original)),
        new("sys_short", Code.SystemCall(Code.Calls("alpha"), Code.Calls("beta"), Code.Calls("gamma"), Code.Calls("SyS_umask"))),
        new("sys_long", Code.SystemCall(Code.Calls("alpha"), Code.Sleep(700), Code.Says("~"), Code.Calls("beta"), Code.Sleep(900, TaskState.Uninterruptible), Code.Says("~"), Code.Calls("gamma"), Code.Calls("alpha"))),
        new("sys_deep", Code.SystemCall(Code.Calls("nested"), Code.Calls("sleepy"), Code.Calls("gamma"), Code.Calls("dozy"), Code.Calls("beta"))),
    ];

    private static readonly Dictionary<string, Kernel> s_kernels = Release.All.ToDictionary(static release => release.Name, static release => Kernel.Boot(Definition(release)));

    /// <summary>A fresh kernel of a release.</summary>
    public static Kernel Boot(Release release)
    {
        lock (s_kernels) return s_kernels[release.Name].Clone();
    }

    /// <summary>What it is booted from.</summary>
    public static KernelDefinition Definition(Release release) => new("history", release)
    {
        Symbols = s_table,
        Traceable = TraceableSet.Read(
            new MemoryStream(Encoding.ASCII.GetBytes("alpha\nbeta\ngamma\nsleepy\ndozy\nnested\ntwin\ntwin\nSyS_umask\ncmdline_proc_show\nversion_proc_show\nsys_short\nsys_long\nsys_deep\nprintk\n")),
            "traceable",
            s_table).Set!,
        EntryOffset = release.Has(Features.ReschedSwitch) ? 4u : 0u,
        Functions = [.. s_bodies],
        Tasks = ["cron", "sshd"],
    };
}
