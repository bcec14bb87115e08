using System;

namespace KlpShell.Core.Ftrace;

/// <summary>How a release writes a line of enabled_functions behind the function's name (t_show, kernel/trace/ftrace.c).</summary>
/// <param name="Flags">The columns of flags.</param>
/// <param name="Single">What follows for a function with its own trampoline.</param>
/// <param name="Many">What follows for a function whose call walks the list.</param>
internal sealed record EnabledFunctionStyle(
    Func<FtraceRecord, string> Flags,
    Func<Kernel, FtraceOps, string> Single,
    Func<Kernel, string> Many)
{
    /// <summary>3.19: the list function stands behind every line.</summary>
    public static EnabledFunctionStyle ListOnly { get; } = Early("ftrace_ops_list_func");

    /// <summary>4.1: a handler that doesn't guard itself is called through a function that does.</summary>
    public static EnabledFunctionStyle Guarded { get; } = Early("ftrace_ops_recurs_func");

    /// <summary>6.1: the handler itself is named, twice.</summary>
    public static EnabledFunctionStyle Direct { get; } = Later(static record => $"{Regs(record)}{IpModify(record)}  ");

    /// <summary>6.12: two more columns; M stays once a function's instruction pointer has been moved.</summary>
    public static EnabledFunctionStyle Marked { get; } =
        Later(static record => $"{Regs(record)}{IpModify(record)}    {(record.Modified ? " M " : "   ")}");

    private static string Regs(FtraceRecord record) => record.SaveRegs ? " R" : "  ";

    private static string IpModify(FtraceRecord record) => record.IpModify ? " I" : "  ";

    private static EnabledFunctionStyle Early(string single) => new(
        static record => Regs(record) + IpModify(record),
        (kernel, ops) => $"\ttramp: 0x{ops.Trampoline:x16} ->{kernel.Symbols.Describe(kernel.Symbols.AddressOf(single))}",
        static kernel => " ->" + kernel.Symbols.Describe(kernel.Symbols.AddressOf("ftrace_ops_list_func")));

    private static EnabledFunctionStyle Later(Func<FtraceRecord, string> flags) => new(
        flags,
        static (kernel, ops) =>
        {
            string handler = kernel.Symbols.DescribeSymbol(ops.HandlerSymbol, ops.HandlerModule);
            return $"\ttramp: 0x{ops.Trampoline:x16} ({handler}) ->{handler}";
        },
        static kernel => " ->" + kernel.Symbols.DescribeSymbol("arch_ftrace_ops_list_func"));
}
