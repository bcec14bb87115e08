using System;
using System.Globalization;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>The modules that show callbacks, as the kernel's selftests and samples have them: two livepatches and their targets.</summary>
internal static class CallbackModules
{
    private const string WorkFunction = "busymod_work_func";
    private const string Running = ".running";
    private const string Block = "block_transition";

    private static readonly TimeSpan s_shortSleep = TimeSpan.FromMilliseconds(20);

    /// <summary>A patch of vmlinux and of two modules, one of which has a work function, with all callbacks.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="target">The module without functions to be patched.</param>
    /// <param name="busy">The module whose work function is patched.</param>
    public static ModuleDefinition Demo(string name, string target, string busy)
    {
        PatchCallbacks callbacks = CallbackLines.Of(name, kernel => kernel.Modules.Find(name)!.Parameter("pre_patch_ret") ?? 0);
        return new ModuleDefinition(name)
        {
            IsLivepatch = true,
            Parameters = [new ParameterDefinition("pre_patch_ret", ParameterType.Int) { Mode = 0x1A4 }],
            Functions = [new FunctionDefinition("patched_work_func", Body.Of(new PrintkStep(LogLevel.Information, $"{name}: patched_work_func")))],
            Patches =
            [
                new PatchDefinition
                {
                    Objects =
                    [
                        new PatchObjectDefinition(null, []) { Callbacks = callbacks },
                        new PatchObjectDefinition(target, []) { Callbacks = callbacks },
                        new PatchObjectDefinition(busy, [new PatchFuncDefinition(WorkFunction, "patched_work_func")]) { Callbacks = callbacks },
                    ],
                },
            ],
            Init = PatchInit.Enable,
        };
    }

    /// <summary>A patch without functions that may replace all others.</summary>
    public static ModuleDefinition Demo2(string name, string arguments) => new(name)
    {
        IsLivepatch = true,
        Parameters = [new ParameterDefinition("replace", ParameterType.Int) { Mode = 0x1A4 }],
        Patches =
        [
            new PatchDefinition
            {
                Objects = [new PatchObjectDefinition(null, []) { Callbacks = CallbackLines.Of(name) }],
                Replace = CNumber.Signed(new ModuleArguments(arguments)["replace"] ?? "0") != 0,
            },
        ],
        Init = PatchInit.Enable,
    };

    /// <summary>A target that only tells when it comes and goes.</summary>
    public static ModuleDefinition Target(string name) => new(name)
    {
        Init = Body.Of(new PrintkStep(LogLevel.Information, $"{name}: {name}_init")),
        Exit = Body.Of(new PrintkStep(LogLevel.Information, $"{name}: {name}_exit")),
    };

    /// <summary>A target whose work function stays in its loop for as long as a parameter says so.</summary>
    public static ModuleDefinition Busy(string name) => new(name)
    {
        Parameters = [new ParameterDefinition(Block, ParameterType.Bool) { Mode = 0x1A4 }],
        Functions =
        [
            new FunctionDefinition(WorkFunction, Body.Of(
                new PrintkStep(LogLevel.Information, $"{name}: {WorkFunction} enter"),
                new BranchStep(Operand.Parameter(Block), 4),
                new SleepStep(s_shortSleep),
                new JumpStep(1),
                new PrintkStep(LogLevel.Information, $"{name}: {WorkFunction} exit"))),
        ],
        Init = Body.Of(
            new PrintkStep(LogLevel.Information, $"{name}: {name}_init"),
            new CallStep("schedule_work", WorkFunction),
            new SleepStep(TimeSpan.FromMilliseconds(1))),
        Exit = Body.Of(
            new SetParameterStep(Block, 0),
            new SleepStep(s_shortSleep + s_shortSleep),
            new PrintkStep(LogLevel.Information, $"{name}: {name}_exit")),
    };

    /// <summary>A target whose work function sleeps for as many seconds as a parameter says.</summary>
    public static ModuleDefinition Sleeping(string name, string arguments)
    {
        long seconds = CNumber.Signed(new ModuleArguments(arguments)["sleep_secs"] ?? "0");
        return new ModuleDefinition(name)
        {
            Parameters =
            [
                new ParameterDefinition("sleep_secs", ParameterType.Int) { Mode = 0x1A4 },
                new ParameterDefinition(Running, ParameterType.Bool) { Mode = 0 },
            ],
            Functions =
            [
                new FunctionDefinition(WorkFunction, Body.Of(
                    new SetParameterStep(Running, 1),
                    new PrintkStep(LogLevel.Information, string.Create(CultureInfo.InvariantCulture, $"{name}: {WorkFunction}, sleeping {seconds} seconds ...")),
                    new SleepStep(TimeSpan.FromSeconds(Math.Max(0, seconds))),
                    new PrintkStep(LogLevel.Information, $"{name}: {WorkFunction} exit"),
                    new SetParameterStep(Running, 0))),
            ],
            Init = Body.Of(
                new PrintkStep(LogLevel.Information, $"{name}: livepatch_callbacks_mod_init"),
                new CallStep("schedule_work", WorkFunction)),
            Exit = Body.Of(
                new BranchStep(Operand.Parameter(Running), 3),
                new SleepStep(s_shortSleep),
                new JumpStep(0),
                new PrintkStep(LogLevel.Information, $"{name}: livepatch_callbacks_mod_exit")),
        };
    }
}
