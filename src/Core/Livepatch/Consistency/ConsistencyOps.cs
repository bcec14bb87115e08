using KlpShell.Core.Ftrace;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>
/// The ftrace user of a func stack in the consistency era (klp_ftrace_handler, kernel/livepatch/patch.c): the newest replacement runs,
/// but for a task that hasn't switched yet the one below it; a nop lets the original run.
/// </summary>
internal sealed class ConsistencyOps(Kernel kernel) : FuncStackOps(FtraceOpsFlags.Dynamic | FtraceOpsFlags.IpModify | FtraceOpsFlags.Permanent)
{
    private Kernel _kernel = kernel;

    /// <inheritdoc/>
    public override void Handle(ref FtraceRegs regs)
    {
        if (Stack.Top is not ConsistencyFunc func) return;
        if (func.Transition && _kernel.Tasks.PatchStateOf(regs.Task.Pid) == Transition.Unpatched)
        {
            if (func.Below is not ConsistencyFunc previous) return;
            func = previous;
        }

        if (!func.Nop) regs.Ip = func.NewAddress;
    }

    /// <summary>Belongs to another kernel from here on.</summary>
    public void MoveTo(Kernel kernel) => _kernel = kernel;
}
