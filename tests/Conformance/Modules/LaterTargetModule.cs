using System;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>tgt_mod of the later recordings: functions to be patched, some of which sleep until they are released, and a kernel thread.</summary>
internal static class LaterTargetModule
{
    private const int NoDevice = -19;
    private const int Invalid = -22;
    private const string ThreadName = "tgt_kthread";

    /// <summary>The module, under its own name or another.</summary>
    public static ModuleDefinition Create(string name = TargetModule.Name) => new(name)
    {
        Parameters =
        [
            new ParameterDefinition("fail_init", ParameterType.Bool),
            new ParameterDefinition("released", ParameterType.Bool) { Mode = 0 },
            new ParameterDefinition("stopping", ParameterType.Bool) { Mode = 0 },
        ],
        Functions =
        [
            new FunctionDefinition("tgt_value", Body.Returning("original value")),
            new FunctionDefinition("tgt_second", Body.Returning("original second")),
            new FunctionDefinition("tgt_kthread_body", Body.Of(new WaitStep("stopping", TaskState.Interruptible), new ReturnStep(0))),
            new FunctionDefinition("tgt_twin", Body.Returning(1)) { Size = 16 },
            new FunctionDefinition("tgt_twin", Body.Returning(2)) { Size = 16 },
            new FunctionDefinition("tgt_block", Body.Of(new WaitStep("released", TaskState.Interruptible), new ReturnStep(Operand.Result))),
            new FunctionDefinition("tgt_blockk", Body.Of(new WaitStep("released", TaskState.Killable), new ReturnStep(Operand.Result))),
            new FunctionDefinition("tgt_kthread", Body.Of(new CallStep("tgt_kthread_body"), new ReturnStep(Operand.Result))),
            new FunctionDefinition("tgt_twin_a", Body.FromHost(static (kernel, task, _) => CallAt(kernel, task, 3))),
            new FunctionDefinition("tgt_twin_b", Body.FromHost(static (kernel, task, _) => CallAt(kernel, task, 4))),
            new FunctionDefinition("value_show", Body.Of(new CallStep("tgt_value"), new SeqPrintfStep(new Template("{0}\n", [Operand.Result])))),
            new FunctionDefinition("second_show", Body.Of(new CallStep("tgt_second"), new SeqPrintfStep(new Template("{0}\n", [Operand.Result])))),
            new FunctionDefinition("twin_show", Body.Of(
                new CallStep("tgt_twin_a", default, 0),
                new CallStep("tgt_twin_b", default, 1),
                new SeqPrintfStep(new Template("a={0} b={1}\n", [Operand.Local(0), Operand.Local(1)])))),
            new FunctionDefinition("is_restart", Body.FromHost(static (_, _, value) => value.Number == -(long)Errno.ERESTARTSYS ? 1 : 0)) { Traceable = false },
            new FunctionDefinition("block_show", Body.Of(
                new CallStep("tgt_block", default, 0),
                new CallStep("is_restart", Operand.Local(0)),
                new BranchStep(Operand.Result, 4),
                new ReturnStep(Operand.Local(0)),
                new SeqPrintfStep(new Template("block returned {0}\n", [Operand.Local(0)])))),
            new FunctionDefinition("blockk_show", Body.Of(new CallStep("tgt_blockk"), new SeqPrintfStep(new Template("blockk returned {0}\n", [Operand.Result])))),
            new FunctionDefinition("ctl_write", Body.FromHost(Control)),
        ],
        Files =
        [
            new FileDefinition("/proc/tgt/value", "value_show"),
            new FileDefinition("/proc/tgt/second", "second_show"),
            new FileDefinition("/proc/tgt/twin", "twin_show"),
            new FileDefinition("/proc/tgt/block", "block_show"),
            new FileDefinition("/proc/tgt/blockk", "blockk_show"),
            new FileDefinition("/proc/tgt/ctl", null, "ctl_write", 0x80),
        ],
        Init = Body.Of(
            new PrintkStep(LogLevel.Information, $"{name}: tgt_init"),
            new BranchStep(Operand.Parameter("fail_init"), 3),
            new ReturnStep(NoDevice),
            new ReturnStep(0)),
        Exit = Body.FromHost((kernel, task, _) =>
        {
            kernel.Log.Write(LogLevel.Information, $"{name}: tgt_exit");
            Module module = kernel.Modules.Find(name)!;
            module.SetParameter("released", 1);
            StopThread(kernel, task, module);
            kernel.Yield(task);
            return 0;
        }),
    };

    private static Value Control(Kernel kernel, KernelTask task, Value argument)
    {
        string text = argument.Text ?? "";
        Module module = kernel.Modules.Find(TargetModule.Name)!;
        if (text.StartsWith("release", StringComparison.Ordinal)) module.SetParameter("released", 1);
        else if (text.StartsWith("rearm", StringComparison.Ordinal)) module.SetParameter("released", 0);
        else if (text.StartsWith("kthread", StringComparison.Ordinal)) StartThread(kernel, module);
        else if (text.StartsWith("stop", StringComparison.Ordinal)) StopThread(kernel, task, module);
        else return Invalid;
        return text.Length < 16 ? 0 : Invalid;
    }

    private static void StartThread(Kernel kernel, Module module)
    {
        if (Thread(kernel) is not null) return;
        module.SetParameter("stopping", 0);
        kernel.StartTask(ThreadName, TaskKind.KernelThread, module.Layout.AddressOf("tgt_kthread"));
    }

    private static void StopThread(Kernel kernel, KernelTask task, Module module)
    {
        if (Thread(kernel) is not { } thread) return;
        module.SetParameter("stopping", 1);
        kernel.Yield(task);
        kernel.RemoveTask(thread.Pid);
    }

    private static KernelTask? Thread(Kernel kernel)
    {
        foreach (KernelTask task in kernel.Tasks.All)
        {
            if (task.Comm == ThreadName && task.State != TaskState.Dead) return task;
        }

        return null;
    }

    private static Value CallAt(Kernel kernel, KernelTask task, int function) =>
        kernel.CallNested(task, kernel.Modules.Find(TargetModule.Name)!.Layout.FunctionAddresses[function]);
}
