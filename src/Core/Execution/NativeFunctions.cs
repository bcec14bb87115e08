using System;
using System.Collections.Generic;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Execution;

/// <summary>The exported functions of the livepatch core and of kprobes, as a module's code calls them: the argument is the number of the patch or probe in the module, the value what the call returns.</summary>
internal static class NativeFunctions
{
    /// <summary>The calls of the cores that know registered patches.</summary>
    public static IReadOnlyDictionary<string, NativeFunction> Registering { get; } = new Dictionary<string, NativeFunction>(KprobeCalls.Natives(jprobes: true), StringComparer.Ordinal)
    {
        ["klp_register_patch"] = static (kernel, task, module, argument) => kernel.Livepatch.Register(Patch(kernel, module, argument), task).ReturnValue,
        ["klp_enable_patch"] = static (kernel, task, module, argument) => kernel.Livepatch.Enable(Patch(kernel, module, argument), task).ReturnValue,
        ["klp_disable_patch"] = static (kernel, task, module, argument) => kernel.Livepatch.Disable(Patch(kernel, module, argument), task).ReturnValue,
        ["klp_unregister_patch"] = static (kernel, task, module, argument) => kernel.Livepatch.Unregister(Patch(kernel, module, argument), task).ReturnValue,
    };

    /// <summary>The calls of the consistency era. Those about states take the id, and give the version, or 0 where there is no such state.</summary>
    public static IReadOnlyDictionary<string, NativeFunction> Enabling { get; } = new Dictionary<string, NativeFunction>(KprobeCalls.Natives(jprobes: false), StringComparer.Ordinal)
    {
        ["klp_enable_patch"] = static (kernel, task, module, argument) => kernel.Livepatch.Enable(Patch(kernel, module, argument), task).ReturnValue,
        ["klp_get_state"] = static (kernel, _, module, argument) =>
            Patch(kernel, module, 0) is { } patch ? kernel.Livepatch.GetState(patch, (ulong)argument.Number)?.Version ?? 0 : 0,
        ["klp_get_prev_state"] = static (kernel, task, _, argument) => kernel.Livepatch.GetPreviousState((ulong)argument.Number, task)?.Version ?? 0,
        ["schedule_work"] = static (kernel, _, module, argument) =>
        {
            kernel.Scheduler.Work.Add(kernel.Clock.Now, new FunctionWork(module!, argument.Text ?? "", default));
            return 1;
        },
    };

    private static KlpPatch? Patch(Kernel kernel, string? module, Value argument)
    {
        if (module is null || kernel.Modules.Find(module) is not { } loaded) return null;
        return argument.Number >= 0 && argument.Number < loaded.Patches.Count ? loaded.Patches[(int)argument.Number] : null;
    }
}
