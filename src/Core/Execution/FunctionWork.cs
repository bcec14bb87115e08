using KlpShell.Core.Machine;

namespace KlpShell.Core.Execution;

/// <summary>A function of a module that was queued (schedule_work, schedule_delayed_work): a kworker runs it.</summary>
/// <param name="Module">The module.</param>
/// <param name="Function">The function.</param>
/// <param name="Argument">What it is called with.</param>
internal sealed record FunctionWork(string Module, string Function, Value Argument) : WorkItem
{
    /// <inheritdoc/>
    public override void Run(Kernel kernel)
    {
        ulong address = kernel.Modules.Find(Module)?.Layout.AddressOf(Function) ?? 0;
        if (address == 0) return;
        KernelTask worker = kernel.Scheduler.IdleWorker();
        try
        {
            kernel.Executor.Push(worker, address, Argument);
            kernel.Scheduler.RunNow(worker);
        }
        catch (OopsException oops)
        {
            kernel.Kill(worker, oops);
        }
    }
}
