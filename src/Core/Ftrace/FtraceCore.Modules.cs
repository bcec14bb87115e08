using System.Collections.Generic;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Ftrace;

/// <content>What ftrace does when modules come and go.</content>
public sealed partial class FtraceCore : IModuleNotifier
{
    /// <summary>A module comes with functions that somebody may want to see already (ftrace_module_enable).</summary>
    internal void ModuleEnabled(Module module, KernelTask task)
    {
        foreach (FtraceOps ops in _ops)
        {
            foreach (ulong location in ops.Filter)
            {
                if ((ops.Flags & FtraceOpsFlags.IpModify) != 0 && System.Array.BinarySearch(module.FtraceLocations, location) >= 0) _kernel.WarnOnce(task, _profile.ReferencedWarn);
            }
        }
    }

    /// <summary>A module's init functions are gone, and the records of them with it; the filters keep them (ftrace_free_mem).</summary>
    internal void InitFreed(Module module)
    {
        List<ulong> gone = [];
        foreach (FtraceRecord record in _records.Values)
        {
            if (record.Module == module.Name && !module.Contains(record.Ip)) gone.Add(record.Ip);
        }

        foreach (ulong ip in gone)
        {
            Text.PokeNop(ip);
            _records.Remove(ip);
        }
    }

    /// <inheritdoc/>
    /// <remarks>The last of all (ftrace_module_nb): live patches are still hooked when the others are told.</remarks>
    int IModuleNotifier.Priority => int.MinValue;

    /// <inheritdoc/>
    Status IModuleNotifier.ModuleChanged(Kernel kernel, Module module, KernelTask task)
    {
        if (module.State == ModuleState.Going) ModuleGone(module);
        return Status.Ok;
    }

    /// <summary>The records of a module that is gone (ftrace_release_mod).</summary>
    internal void ModuleGone(Module module)
    {
        _kernel.Tracing.ModuleGone(module);
        List<ulong> gone = [];
        foreach (FtraceRecord record in _records.Values)
        {
            if (record.Module == module.Name) gone.Add(record.Ip);
        }

        foreach (ulong ip in gone)
        {
            Text.PokeNop(ip);
            _records.Remove(ip);
            foreach (FtraceOps ops in _ops) ops.MutableFilter.Remove(ip);
        }
    }
}
