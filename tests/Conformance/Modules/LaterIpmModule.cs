using KlpShell.Core;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;

namespace KlpShell.Conformance.Modules;

/// <summary>ipm_mod of the later recordings: another user of ftrace on a function, which may ask for the instruction pointer, or to be permanent.</summary>
internal static class LaterIpmModule
{
    /// <summary>The module.</summary>
    public static ModuleDefinition Create(ModuleBuild build) => new(IpmModule.Name)
    {
        Parameters =
        [
            new ParameterDefinition("func", ParameterType.String) { Default = "cmdline_proc_show" },
            new ParameterDefinition("ipmodify", ParameterType.Bool) { Default = 1 },
            new ParameterDefinition("permanent", ParameterType.Bool),
        ],
        Functions = [new FunctionDefinition(IpmOps.Handler, Body.Empty) { Size = build.HandlerSize, Traceable = false }],
        Init = Body.FromHost(static (kernel, _, _) => Init(kernel)),
        Exit = Body.FromHost(static (kernel, _, _) => Exit(kernel)),
    };

    private static Value Init(Kernel kernel)
    {
        Module module = kernel.Modules.Find(IpmModule.Name)!;
        string function = module.Parameter("func")?.Text ?? "";
        bool modifies = module.Parameter("ipmodify") is { IsTrue: true };
        bool permanent = module.Parameter("permanent") is { IsTrue: true };
        IpmOps ops = new((modifies ? FtraceOpsFlags.IpModify : FtraceOpsFlags.None) | (permanent ? FtraceOpsFlags.Permanent : FtraceOpsFlags.None));

        // A filter takes every traceable function of the name, and refuses one that matches nothing.
        int status = -(int)Errno.EINVAL;
        foreach (Symbol symbol in kernel.Symbols.Find(function))
        {
            if (kernel.Ftrace.SetFilterIp(ops, symbol.Address).Succeeded) status = 0;
        }

        Say(kernel, $"ftrace_set_filter({function}) = {status}");
        if (status != 0) return status;
        status = kernel.Ftrace.Register(ops).ReturnValue;
        Say(kernel, $"register_ftrace_function(ipmodify={(modifies ? 1 : 0)}) = {status}");
        return status;
    }

    private static Value Exit(Kernel kernel)
    {
        foreach (FtraceOps ops in kernel.Ftrace.Ops)
        {
            if (ops is not IpmOps own) continue;
            Say(kernel, $"unregister_ftrace_function = {kernel.Ftrace.Unregister(own).ReturnValue}");
            break;
        }

        return 0;
    }

    private static void Say(Kernel kernel, string text) => kernel.Log.Write(LogLevel.Information, $"{IpmModule.Name}: {text}");
}
