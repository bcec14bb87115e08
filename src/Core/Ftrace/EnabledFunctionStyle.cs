using System;

namespace KlpShell.Core.Ftrace;

/// <summary>How a release writes a line of enabled_functions behind the function's name (t_show, kernel/trace/ftrace.c).</summary>
/// <param name="Flags">The columns of flags.</param>
/// <param name="Behind">What stands behind them: for the user whose own trampoline is called, or null; and the only user that is registered at all, or null.</param>
internal sealed record EnabledFunctionStyle(Func<FtraceRecord, string> Flags, Func<Kernel, FtraceOps?, FtraceOps?, string> Behind)
{
    /// <summary>3.19: users that may go again are reached through the list, as are several (ftrace_ops_get_func).</summary>
    public static EnabledFunctionStyle ListOnly { get; } = Early(static ops => (ops.Flags & FtraceOpsFlags.Dynamic) == 0);

    /// <summary>4.1: a handler that doesn't guard itself is called through a function that does.</summary>
    public static EnabledFunctionStyle Guarded { get; } = Early(static _ => true);

    /// <summary>6.1: the handler itself is named, twice.</summary>
    public static EnabledFunctionStyle Direct { get; } = Later(static record => $"{Regs(record)}{IpModify(record)}  ");

    /// <summary>6.12: two more columns; M stays once a function's instruction pointer has been moved.</summary>
    public static EnabledFunctionStyle Marked { get; } =
        Later(static record => $"{Regs(record)}{IpModify(record)}    {(record.Modified ? " M " : "   ")}");

    private static string Regs(FtraceRecord record) => record.SaveRegs ? " R" : "  ";

    private static string IpModify(FtraceRecord record) => record.IpModify ? " I" : "  ";

    // A user with a trampoline of its own has its handler called from there; one that is alone without is reached through the shared
    // one, which calls those that may go again through the list (ftrace_ops_get_list_func).
    private static EnabledFunctionStyle Early(Predicate<FtraceOps> isDirect) => new(
        static record => Regs(record) + IpModify(record),
        (kernel, only, alone) =>
        {
            bool direct = only is not null ? isDirect(only) : alone is not null && (alone.Flags & FtraceOpsFlags.Dynamic) == 0;
            string trampoline = only is null ? " ->" : $"\ttramp: 0x{only.Trampoline:x16} ->";
            return trampoline + kernel.Symbols.DescribeSymbol(direct && kernel.Symbols.AddressOf("ftrace_ops_recurs_func") != 0 ? "ftrace_ops_recurs_func" : "ftrace_ops_list_func");
        });

    private static EnabledFunctionStyle Later(Func<FtraceRecord, string> flags) => new(flags, static (kernel, only, _) =>
    {
        if (only is null) return " ->" + kernel.Symbols.DescribeSymbol("arch_ftrace_ops_list_func");
        string handler = kernel.Symbols.DescribeSymbol(only.HandlerSymbol, only.HandlerModule);
        return $"\ttramp: 0x{only.Trampoline:x16} ({handler}) ->{handler}";
    });
}
