using System;
using System.Collections.Immutable;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>The modules of the kernel's own selftests and samples, made anew from the description of what they do.</summary>
internal static class UpstreamModules
{
    private const string NewFunction = "new_function";

    /// <summary>The module of that name, or null.</summary>
    public static ModuleDefinition? Find(string name, string arguments) => name switch
    {
        "livepatch_sample" => Patch(name, Body.Printing("this has been live patched\n"), Vmlinux("cmdline_proc_show")),
        "test_klp_livepatch" => Patch(name, Patched(name), Vmlinux("cmdline_proc_show")),
        "test_klp_atomic_replace" => Replacing(Patch(name, Patched(name), Vmlinux("meminfo_proc_show")), arguments),
        "test_klp_syscall" => Patch(name, Body.Empty, Vmlinux("__x64_sys_getpid")) with { Parameters = [new ParameterDefinition("klp_pids", ParameterType.IntArray) { Mode = 0, Default = "" }] },
        "test_klp_callbacks_demo" => Demo(name, "test_klp_callbacks_mod", "test_klp_callbacks_busy"),
        "livepatch_callbacks_demo" => Demo(name, "livepatch_callbacks_mod", "livepatch_callbacks_busymod"),
        "test_klp_callbacks_demo2" => Replacing(Patch(name, Body.Empty, Calling(name, null, [])), arguments),
        "test_klp_callbacks_mod" => Plain(name, name),
        "livepatch_callbacks_mod" => Plain(name, name),
        "livepatch_callbacks_busymod" => SleepingWork(name),
        "test_klp_callbacks_busy" => BusyWork(name),
        "test_klp_kprobe" => Kprobe(name),
        "test_klp_state" => StateModule.Create(name, 1),
        "test_klp_state2" or "test_klp_state3" => StateModule.Create(name, 2),
        "test_klp_shadow_vars" => ShadowModule.Create(name),
        _ => null,
    };

    private static Body Patched(string name) => Body.Printing($"{name}: this has been live patched\n");

    private static ModuleDefinition Patch(string name, Body body, params PatchObjectDefinition[] objects) => new(name)
    {
        IsLivepatch = true,
        Functions = [new FunctionDefinition(NewFunction, body)],
        Patches = [new PatchDefinition { Objects = [.. objects] }],
        Init = PatchInit.Enable,
    };

    private static PatchObjectDefinition Vmlinux(string function) => new(null, [new PatchFuncDefinition(function, NewFunction)]);

    private static PatchObjectDefinition Calling(string module, string? obj, ImmutableArray<PatchFuncDefinition> functions, string? parameter = null) => new(obj, functions)
    {
        Callbacks = CallbackLines.Of(module, parameter is null ? null : kernel => kernel.Modules.Find(module)!.Parameter(parameter) ?? 0),
    };

    private static ModuleDefinition Replacing(ModuleDefinition module, string arguments)
    {
        bool replaces = new ModuleArguments(arguments)["replace"] is { } text && CNumber.Signed(text) != 0;
        return module with
        {
            Parameters = [new ParameterDefinition("replace", ParameterType.Int) { Mode = 0x1A4 }],
            Patches = [module.Patches[0] with { Replace = replaces }],
        };
    }

    private static ModuleDefinition Demo(string name, string target, string busy) =>
        Patch(
            name,
            Body.Of(new PrintkStep(LogLevel.Information, $"{name}: patched_work_func")),
            Calling(name, null, [], "pre_patch_ret"),
            Calling(name, target, [], "pre_patch_ret"),
            Calling(name, busy, [new PatchFuncDefinition("busymod_work_func", NewFunction)], "pre_patch_ret")) with
        {
            Parameters = [new ParameterDefinition("pre_patch_ret", ParameterType.Int) { Mode = 0x1A4 }],
        };

    private static ModuleDefinition Plain(string name, string word) => new(name)
    {
        Init = Body.Of(new PrintkStep(LogLevel.Information, $"{name}: {word}_init")),
        Exit = Body.Of(new PrintkStep(LogLevel.Information, $"{name}: {word}_exit")),
    };

    private static ModuleDefinition SleepingWork(string name) => new(name)
    {
        Parameters =
        [
            new ParameterDefinition("sleep_secs", ParameterType.Int) { Mode = 0x1A4 },
            new ParameterDefinition("tick", ParameterType.Int) { Mode = 0 },
            new ParameterDefinition("done", ParameterType.Bool) { Mode = 0 },
        ],
        Functions =
        [
            new FunctionDefinition("tick_down", Body.FromHost((kernel, _, _) =>
            {
                Module module = kernel.Modules.Find(name)!;
                long left = module.Parameter("tick")!.Value.Number - 1;
                module.SetParameter("tick", left);
                return left;
            })) { Traceable = false },
            new FunctionDefinition("busymod_work_func", Body.Of(
                new SetParameterStep("tick", Operand.Parameter("sleep_secs")),
                new PrintkStep(LogLevel.Information, new Template(name + ": busymod_work_func, sleeping {0} seconds ...", [Operand.Parameter("sleep_secs")])),
                new BranchStep(Operand.Parameter("tick"), 6),
                new SleepStep(TimeSpan.FromSeconds(1)),
                new CallStep("tick_down"),
                new JumpStep(2),
                new PrintkStep(LogLevel.Information, $"{name}: busymod_work_func exit"),
                new SetParameterStep("done", 1))),
        ],
        Init = Body.Of(
            new PrintkStep(LogLevel.Information, $"{name}: livepatch_callbacks_mod_init"),
            new CallStep("schedule_work", "busymod_work_func")),
        Exit = Body.Of(new WaitStep("done"), new PrintkStep(LogLevel.Information, $"{name}: livepatch_callbacks_mod_exit")),
    };

    private static ModuleDefinition BusyWork(string name) => new(name)
    {
        Parameters =
        [
            new ParameterDefinition("block_transition", ParameterType.Bool) { Mode = 0x1A4 },
            new ParameterDefinition("started", ParameterType.Bool) { Mode = 0 },
            new ParameterDefinition("done", ParameterType.Bool) { Mode = 0 },
        ],
        Functions =
        [
            new FunctionDefinition("busymod_work_func", Body.Of(
                new PrintkStep(LogLevel.Information, $"{name}: busymod_work_func enter"),
                new SetParameterStep("started", 1),
                new BranchStep(Operand.Parameter("block_transition"), 5),
                new SleepStep(TimeSpan.FromMilliseconds(20)),
                new JumpStep(2),
                new PrintkStep(LogLevel.Information, $"{name}: busymod_work_func exit"),
                new SetParameterStep("done", 1))),
        ],
        Init = Body.Of(
            new PrintkStep(LogLevel.Information, $"{name}: {name}_init"),
            new CallStep("schedule_work", "busymod_work_func"),
            new WaitStep("started"),
            new BranchStep(Operand.Parameter("block_transition"), 5),
            new ReturnStep(0),
            new WaitStep("done"),
            new ReturnStep(0)),
        Exit = Body.Of(
            new SetParameterStep("block_transition", 0),
            new WaitStep("done"),
            new PrintkStep(LogLevel.Information, $"{name}: {name}_exit")),
    };

    private static ModuleDefinition Kprobe(string name) => new(name)
    {
        Parameters = [new ParameterDefinition("has_post_handler", ParameterType.Bool) { Default = 1 }],
        Init = Body.FromHost((kernel, task, _) =>
        {
            bool post = kernel.Modules.Find(name)!.Parameter("has_post_handler") is { IsTrue: true };
            return kernel.Kprobes.Register(new Kprobe("cmdline_proc_show", post ? KprobeKind.Post : KprobeKind.Pre), task).ReturnValue;
        }),
        Exit = Body.FromHost(static (kernel, task, _) =>
        {
            foreach (Kprobe probe in kernel.Kprobes.Probes)
            {
                kernel.Kprobes.Unregister(probe, task);
                break;
            }

            return 0;
        }),
    };
}
