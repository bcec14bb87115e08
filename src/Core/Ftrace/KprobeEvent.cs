namespace KlpShell.Core.Ftrace;

/// <summary>A kprobe event of tracefs (struct trace_kprobe, kernel/trace/trace_kprobe.c).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Symbol">The function that it sits on.</param>
/// <param name="Returns">True where it is about the function's return.</param>
public sealed record KprobeEvent(string Name, string Symbol, bool Returns);
