namespace KlpShell.Core.Ftrace;

/// <summary>A kprobe event of tracefs (struct trace_kprobe, kernel/trace/trace_kprobe.c).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Symbol">The function that it sits on, as it was given: <c>function</c> or <c>module:function</c>.</param>
/// <param name="Returns">True where it is about the function's return.</param>
public sealed record KprobeEvent(string Name, string Symbol, bool Returns)
{
    /// <summary>The function's own name.</summary>
    public string Function => Symbol[(Symbol.IndexOf(':', System.StringComparison.Ordinal) + 1)..];

    /// <summary>The module that was named; null where none was.</summary>
    public string? Module => Symbol.IndexOf(':', System.StringComparison.Ordinal) is > 0 and var colon ? Symbol[..colon] : null;
}
