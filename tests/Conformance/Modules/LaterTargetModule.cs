using System;
using System.Linq;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>tgt_mod of the later recordings: functions to be patched, some of which sleep until they are released, and a kernel thread.</summary>
internal static class LaterTargetModule
{
    // Hidden from insmod and from sysfs by the dot: variables of the module that its functions wait for.
    private const string Released = ".released";
    private const string Stopping = ".stopping";
    private const string Lingers = ".lingers";

    // Longer than a transition waits from one attempt to the next.
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(1.1);

    private const int NoDevice = -19;
    private const int Invalid = -22;
    private const int LongestCommand = 15;
    private const int FirstTwin = 9;
    private const int SecondTwin = 11;
    private const string ThreadName = "tgt_kthread";

    /// <summary>The module, under its own name or another.</summary>
    public static ModuleDefinition Create(string name, ModuleBuild build) => new(name)
    {
        Description = "oracle: patch target",
        Parameters =
        [
            new ParameterDefinition("fail_init", ParameterType.Bool),
            new ParameterDefinition(Released, ParameterType.Bool) { Mode = 0 },
            new ParameterDefinition(Stopping, ParameterType.Bool) { Mode = 0 },
            new ParameterDefinition(Lingers, ParameterType.Bool) { Mode = 0 },
        ],

        // Static functions whose address nobody takes have no ENDBR64 before their ftrace location.
        Functions =
        [
            new FunctionDefinition("tgt_value", Body.Returning("original value")) { EntryOffset = 0 },
            new FunctionDefinition("tgt_second", Body.Returning("original second")) { EntryOffset = 0 },
            new FunctionDefinition("tgt_kthread_body", Body.Of(new WaitStep(Stopping, TaskState.Interruptible), new ReturnStep(0))) { Size = 80, EntryOffset = 0 },
            new FunctionDefinition(ThreadName, Body.Of(new CallStep("tgt_kthread_body"), new ReturnStep(Operand.Result))) { Size = build.ThreadSize },
            Shower("second_show", "tgt_second"),
            Shower("value_show", "tgt_value"),
            new FunctionDefinition("tgt_blockk", Body.Of(new WaitStep(Released, TaskState.Killable), new ReturnStep(Operand.Result))) { Size = 208, EntryOffset = 0 },
            new FunctionDefinition("blockk_show", Body.Of(new CallStep("tgt_blockk"), new SeqPrintfStep(new Template("blockk returned {0}\n", [Operand.Result])))) { Size = 48 },
            new FunctionDefinition("tgt_block", Body.Of(new WaitStep(Released, TaskState.Interruptible), new ReturnStep(Operand.Result))) { Size = 208, EntryOffset = 0 },
            new FunctionDefinition("tgt_twin", Body.Returning(1)) { Size = 16, EntryOffset = 0 },
            new FunctionDefinition("tgt_twin_a", Body.FromHost((kernel, task, _) => CallAt(kernel, task, name, FirstTwin))) { Size = build.TwinCallerSize },
            new FunctionDefinition("tgt_twin", Body.Returning(2)) { Size = 16, EntryOffset = 0 },
            new FunctionDefinition("tgt_twin_b", Body.FromHost((kernel, task, _) => CallAt(kernel, task, name, SecondTwin))),
            new FunctionDefinition("block_show", Body.Of(new CallStep("tgt_block"), new HostStep(ShowBlock))) { Size = build.BlockShowSize },
            new FunctionDefinition("twin_show", Body.Of(
                new CallStep("tgt_twin_a", default, 0),
                new CallStep("tgt_twin_b", default, 1),
                new SeqPrintfStep(new Template("a={0} b={1}\n", [Operand.Local(0), Operand.Local(1)])))) { Size = 64 },
            new FunctionDefinition("ctl_write", Body.FromHost((kernel, _, text) => Control(kernel, kernel.Modules.Find(name)!, text.Text ?? ""))) { Size = build.ControlSize },
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
        Listed = build.TargetSymbols,
        InitSymbol = "tgt_init",
        ExitSymbol = "tgt_exit",
        ExitSize = build.TargetExitSize,
        Init = Body.Of(
            new PrintkStep(LogLevel.Information, $"{name}: tgt_init"),
            new BranchStep(Operand.Parameter("fail_init"), 3),
            new ReturnStep(NoDevice)),
        Exit = Body.Of(
            new PrintkStep(LogLevel.Information, $"{name}: tgt_exit"),
            new SetParameterStep(Released, 1),
            new BranchStep(Operand.Parameter(Lingers), 4),
            new SleepStep(s_retry),
            new HostStep((kernel, _, _) =>
            {
                // The readers leave before the files are gone (proc_remove).
                Sleepers.Run(kernel, $"{name}.{Released}");
                StopThread(kernel, kernel.Modules.Find(name)!);
                return 0;
            })),
    };

    /// <summary>Whether a module's exit takes so long that the retry of a transition comes while it waits for the readers: chance on a real machine.</summary>
    public static void Linger(Kernel kernel, bool lingers)
    {
        foreach (Module module in kernel.Modules.All)
        {
            if (module.Definition.Parameters.Any(static parameter => parameter.Name == Lingers)) module.SetParameter(Lingers, lingers ? 1 : 0);
        }
    }

    private static FunctionDefinition Shower(string name, string function) =>
        new(name, Body.Of(new CallStep(function), new SeqPrintfStep(new Template("{0}\n", [Operand.Result])))) { Size = 48 };

    // A read that a signal broke off prints nothing: it is made again.
    private static Value ShowBlock(Kernel kernel, KernelTask task, Value argument)
    {
        long value = task.Frames[task.Depth - 1].Result.Number;
        if (value == -(long)Errno.ERESTARTSYS) return value;
        task.SeqFile?.Append("block returned ").Append((int)value).Append('\n');
        return 0;
    }

    private static Value Control(Kernel kernel, Module module, string text)
    {
        if (text.Length > LongestCommand) return Invalid;
        if (text.StartsWith("release", StringComparison.Ordinal)) module.SetParameter(Released, 1);
        else if (text.StartsWith("rearm", StringComparison.Ordinal)) module.SetParameter(Released, 0);
        else if (text.StartsWith("kthread", StringComparison.Ordinal)) StartThread(kernel, module);
        else if (text.StartsWith("stop", StringComparison.Ordinal)) StopThread(kernel, module);
        else return Invalid;
        return 0;
    }

    private static void StartThread(Kernel kernel, Module module)
    {
        if (Thread(kernel) is not null) return;
        module.SetParameter(Stopping, 0);
        kernel.StartTask(ThreadName, TaskKind.KernelThread, module.Layout.AddressOf(ThreadName));
    }

    // kthread_stop waits for the thread's end.
    private static void StopThread(Kernel kernel, Module module)
    {
        if (Thread(kernel) is not { } thread) return;
        module.SetParameter(Stopping, 1);
        Sleepers.Run(kernel, $"{module.Name}.{Stopping}");
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

    // Two functions of one name: the callers know theirs by its place, as a linker does.
    private static Value CallAt(Kernel kernel, KernelTask task, string module, int function) =>
        kernel.CallNested(task, kernel.Modules.Find(module)!.Layout.FunctionAddresses[function]);
}
