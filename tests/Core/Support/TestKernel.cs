using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Tests.Support;

/// <summary>Small kernels to test on: a handful of functions, one name twice, a data symbol, an alias, a function that isn't traceable.</summary>
internal static class TestKernel
{
    public const string CommandLine = "quiet";

    public const ulong CmdlineShow = 0xffffffff81001000;
    public const ulong VersionShow = 0xffffffff81001100;
    public const ulong FirstProbe = 0xffffffff81001200;
    public const ulong SecondProbe = 0xffffffff81001300;

    public static SymbolTable Table { get; } = SymbolTable.FromEntries(
    [
        new("_text", 0xffffffff81000000),
        new("ftrace_regs_caller", 0xffffffff81000100),
        new("ftrace_ops_list_func", 0xffffffff81000200, 't'),
        new("cmdline_proc_show", CmdlineShow, 't'),
        new("version_proc_show", VersionShow, 't'),
        new("base_probe", FirstProbe, 't'),
        new("base_probe", SecondProbe, 't'),
        new("sys_umask", 0xffffffff81001400),
        new("SyS_umask", 0xffffffff81001400),
        new("outer", 0xffffffff81001500),
        new("notrace_function", 0xffffffff81001600, 't'),
        new("printk", 0xffffffff81001700),
        new("jiffies", 0xffffffff81600000, 'D'),
        new("__ksymtab_printk", 0xffffffff81600100, 'r'),
        new("_end", 0xffffffff81700000, 'B'),
    ]);

    public static KernelDefinition Definition { get; } = new("test", Release.Original)
    {
        Symbols = Table,
        Traceable = Traced("cmdline_proc_show\nversion_proc_show\nbase_probe\nbase_probe\nSyS_umask\nouter\nprintk\n"),
        CommandLine = CommandLine,
        Version = "Linux version 3.19.8",
    };

    public static Kernel Boot(KernelDefinition? definition = null) => Kernel.Boot(definition ?? Definition);

    public static TraceableSet Traced(string names) =>
        TraceableSet.Read(new System.IO.MemoryStream(System.Text.Encoding.ASCII.GetBytes(names)), "traceable", Table).Set!;

    /// <summary>A module to be patched: two traceable functions and one that isn't, a name twice, data, files.</summary>
    public static ModuleDefinition Target { get; } = new("tgt_mod")
    {
        Functions =
        [
            new("tgt_value", Body.Returning("original value")),
            new("tgt_second", Body.Returning("original second")),
            new("tgt_notrace", Body.Returning("original notrace")) { Traceable = false },
            new("tgt_twin", Body.Returning(1)),
            new("tgt_twin", Body.Returning(2)),
            new("tgt_show", Body.Of(new CallStep("tgt_value"), new SeqPrintfStep(new Template("{0}\n", [Operand.Result])))),
        ],
        Variables = [VariableDefinition.Word("tgt_data", 5)],
        Files = [new("/proc/tgt/value", "tgt_show")],
    };
}
