using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>test_klp_syscall: a patch of getpid that notes which of the given processes have come through the new function.</summary>
internal static class SyscallModule
{
    public const string Function = "__x64_sys_getpid";

    private const string Pending = ".pending";

    /// <summary>The module.</summary>
    public static ModuleDefinition Create(string name) => new(name)
    {
        IsLivepatch = true,
        Parameters =
        [
            new ParameterDefinition("klp_pids", ParameterType.IntArray) { Mode = 0, Default = "" },
            new ParameterDefinition(Pending, ParameterType.String) { Mode = 0 },
        ],
        Functions =
        [
            new FunctionDefinition("lp_sys_getpid", Body.FromHost((kernel, task, _) => GetPid(kernel.Modules.Find(name)!, task))),
            new FunctionDefinition("npids_show", Body.FromHost((kernel, task, _) =>
            {
                task.SeqFile?.Append(CultureInfo.InvariantCulture, $"{Pids(kernel.Modules.Find(name)!).Count}\n");
                return 0;
            })),
        ],
        Files = [new FileDefinition($"/sys/kernel/{name}/npids", "npids_show")],
        Patches = [new PatchDefinition { Objects = [new PatchObjectDefinition(null, [new PatchFuncDefinition(Function, "lp_sys_getpid")])] }],
        Init = Body.FromHost((kernel, task, _) =>
        {
            Module module = kernel.Modules.Find(name)!;
            module.SetParameter(Pending, module.Parameter("klp_pids") ?? "");
            return kernel.Livepatch.Enable(module.Patches[0], task).ReturnValue;
        }),
    };

    private static Value GetPid(Module module, KernelTask task)
    {
        List<string> pids = Pids(module);
        if (pids.Remove(task.Pid.ToString(CultureInfo.InvariantCulture))) module.SetParameter(Pending, string.Join(',', pids));
        return task.Pid;
    }

    private static List<string> Pids(Module module) =>
        [.. (module.Parameter(Pending)?.Text ?? "").Split(',', System.StringSplitOptions.RemoveEmptyEntries)];
}
