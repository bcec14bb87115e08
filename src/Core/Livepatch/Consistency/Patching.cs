using KlpShell.Core.Faults;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>Puts functions in place and takes them out (kernel/livepatch/patch.c).</summary>
internal sealed class Patching(Kernel kernel, ConsistencyCore core)
{
    /// <summary>klp_patch_object.</summary>
    public Status Patch(ConsistencyObject obj, KernelTask task)
    {
        if (kernel.Refuses(obj.Patched, Refusal.ObjectStateWrong, obj.DisplayName()))
        {
            kernel.Warn(task, kernel.SourceLines.ObjectPatched);
            return Status.Refused(Errno.EINVAL, Refusal.ObjectStateWrong, obj.DisplayName());
        }

        foreach (ConsistencyFunc func in obj.Funcs)
        {
            Status status = Patch(func, task);
            if (status.Succeeded) continue;
            Unpatch(obj, task);
            return status;
        }

        obj.Patched = true;
        return Status.Ok;
    }

    /// <summary>__klp_unpatch_object: all functions, or the nops alone.</summary>
    public void Unpatch(ConsistencyObject obj, KernelTask task, bool nopsOnly = false)
    {
        foreach (ConsistencyFunc func in obj.Funcs)
        {
            if ((!nopsOnly || func.Nop) && func.State == KlpState.Enabled) Unpatch(func, task);
        }

        if (obj.Dynamic || !nopsOnly) obj.Patched = false;
    }

    /// <summary>klp_unpatch_objects, klp_unpatch_objects_dynamic.</summary>
    public void Unpatch(ConsistencyPatch patch, KernelTask task, bool nopsOnly = false)
    {
        foreach (ConsistencyObject obj in patch.EachOf)
        {
            if (obj.Patched) Unpatch(obj, task, nopsOnly);
        }
    }

    private Status Patch(ConsistencyFunc func, KernelTask task)
    {
        if (kernel.Refuses(func.OldAddress == 0, Refusal.FunctionAddressMissing, func.OldName))
        {
            kernel.Warn(task, kernel.SourceLines.FunctionAddress);
            return Status.Refused(Errno.EINVAL, Refusal.FunctionAddressMissing, func.OldName);
        }

        if (kernel.Refuses(func.State == KlpState.Enabled, Refusal.FunctionStateWrong, func.OldName))
        {
            kernel.Warn(task, kernel.SourceLines.FunctionPatched);
            return Status.Refused(Errno.EINVAL, Refusal.FunctionStateWrong, func.OldName);
        }

        if (core.Stacks.Find(func.OldAddress) is { } known)
        {
            known.Stack.Push(func);
        }
        else
        {
            Status status = Hook(func);
            if (!status.Succeeded) return status with { Subject = func.OldName };
        }

        func.State = KlpState.Enabled;
        return Status.Ok;
    }

    private Status Hook(ConsistencyFunc func)
    {
        if (kernel.Refuses(kernel.Ftrace.Location(func.OldAddress) == 0, Refusal.FunctionNotTraceable, func.OldName))
        {
            kernel.Log.Write(LogLevel.Error, $"{LivepatchCore.Prefix}failed to find location for function '{func.OldName}'");
            return Status.Refused(Errno.EINVAL, Refusal.FunctionNotTraceable);
        }

        Errno fault = kernel.Fails(FaultPoint.OpsAllocation);
        if (fault != Errno.None) return Status.Refused(fault, Refusal.OutOfMemory);
        ConsistencyOps ops = new(kernel);
        Status status = FtraceHook.Set(kernel, ops, func);
        if (!status.Succeeded) return status;
        ops.Stack.Push(func);
        core.Stacks.Add(func.OldAddress, ops);
        return Status.Ok;
    }

    private void Unpatch(ConsistencyFunc func, KernelTask task)
    {
        if (core.Stacks.Find(func.OldAddress) is not { } ops)
        {
            kernel.Warn(task, kernel.SourceLines.OpsMissing);
            return;
        }

        if (ops.Stack.IsSingular)
        {
            if (kernel.Ftrace.Location(func.OldAddress) == 0)
            {
                // An init function that was patched and then freed: the replacement stays hooked to nothing.
                kernel.Warn(task, kernel.SourceLines.LocationMissing);
                return;
            }

            if (!kernel.Ftrace.Unregister(ops, task).Succeeded)
            {
                // What ftrace goes on calling is freed all the same.
                kernel.Warn(task, kernel.SourceLines.UnregisterFailed);
                kernel.Corrupted = true;
            }

            if (!kernel.Ftrace.SetFilterIp(ops, func.OldAddress, remove: true).Succeeded) kernel.Warn(task, kernel.SourceLines.UnfilterFailed);
            core.Stacks.Remove(func.OldAddress);
        }

        ops.Stack.Remove(func);
        func.State = KlpState.Disabled;
    }
}
