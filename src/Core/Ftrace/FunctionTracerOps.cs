namespace KlpShell.Core.Ftrace;

/// <summary>The ftrace user that is the function tracer: it looks, and changes nothing. What it sees is written down by <see cref="Tracing"/>.</summary>
internal sealed class FunctionTracerOps() : FtraceOps(FtraceOpsFlags.None)
{
    /// <inheritdoc/>
    public override string Owner => "function tracer";

    /// <inheritdoc/>
    public override string HandlerSymbol => "function_trace_call";

    /// <inheritdoc/>
    public override void Handle(ref FtraceRegs regs)
    {
    }
}
