using System;
using KlpShell.Core;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;

namespace KlpShell.Conformance.Modules;

/// <summary>ipm_mod, another user of ftrace on a function: the early recordings' own and the later ones', which ask for other things and say other things.</summary>
internal static class IpmModule
{
    public const string Name = "ipm_mod";

    /// <summary>The module of the early recordings: it may ask for the instruction pointer, and for registers, and counts its calls.</summary>
    public static ModuleDefinition Create() => Define("regs", true) with
    {
        Init = Body.FromHost(static (kernel, _, _) => Init(kernel, "regs", FtraceOpsFlags.SaveRegs, static set => $" regs={(set ? 1 : 0)}")),
        Exit = Body.FromHost(static (kernel, _, _) => Exit(kernel, static ops => $"hits = {ops.Hits}, ")),
    };

    /// <summary>The module of the later recordings: it may ask for the instruction pointer, or to be permanent.</summary>
    public static ModuleDefinition Create(ModuleBuild build) => Define("permanent", false) with
    {
        Functions = [new FunctionDefinition(IpmOps.Handler, Body.Empty) { Size = build.HandlerSize, Traceable = false }],
        Init = Body.FromHost(static (kernel, _, _) => Init(kernel, "permanent", FtraceOpsFlags.Permanent, static _ => "")),
        Exit = Body.FromHost(static (kernel, _, _) => Exit(kernel, static _ => "")),
    };

    private static ModuleDefinition Define(string option, bool isSet) => new(Name)
    {
        Parameters =
        [
            new ParameterDefinition("func", ParameterType.String) { Default = "cmdline_proc_show" },
            new ParameterDefinition("ipmodify", ParameterType.Bool) { Default = 1 },
            new ParameterDefinition(option, ParameterType.Bool) { Default = isSet ? 1 : 0 },
        ],
    };

    private static Value Init(Kernel kernel, string option, FtraceOpsFlags asked, Func<bool, string> told)
    {
        Module module = kernel.Modules.Find(Name)!;
        string function = module.Parameter("func")?.Text ?? "";
        bool modifies = module.Parameter("ipmodify") is { IsTrue: true };
        bool isSet = module.Parameter(option) is { IsTrue: true };
        IpmOps ops = new((modifies ? FtraceOpsFlags.IpModify : FtraceOpsFlags.None) | (isSet ? asked : FtraceOpsFlags.None));

        // A filter takes every traceable function of the name, and refuses one that matches nothing.
        int status = -(int)Errno.EINVAL;
        foreach (Symbol symbol in kernel.Symbols.Find(function))
        {
            if (kernel.Ftrace.SetFilterIp(ops, symbol.Address).Succeeded) status = 0;
        }

        Say(kernel, $"ftrace_set_filter({function}) = {status}");
        if (status != 0) return status;
        status = kernel.Ftrace.Register(ops).ReturnValue;
        Say(kernel, $"register_ftrace_function(ipmodify={(modifies ? 1 : 0)}{told(isSet)}) = {status}");
        return status;
    }

    private static Value Exit(Kernel kernel, Func<IpmOps, string> told)
    {
        foreach (FtraceOps ops in kernel.Ftrace.Ops)
        {
            if (ops is not IpmOps own) continue;
            int status = kernel.Ftrace.Unregister(own).ReturnValue;
            Say(kernel, $"{told(own)}unregister_ftrace_function = {status}");
            break;
        }

        return 0;
    }

    private static void Say(Kernel kernel, string text) => kernel.Log.Write(LogLevel.Information, $"{Name}: {text}");
}
