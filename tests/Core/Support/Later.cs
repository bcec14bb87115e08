using System.Linq;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Tests.Support;

/// <summary>Livepatch modules of the consistency era, and what their callbacks say.</summary>
internal static class Later
{
    public static Kernel Boot(Core.Release? release = null, bool debug = true)
    {
        Kernel kernel = TestKernel.Boot(TestKernel.Definition with { Release = release ?? Core.Release.Linux612 });
        kernel.DynamicDebug.SetAll(debug);
        kernel.DynamicDebug.Set("klp_try_switch_task", false);
        return kernel;
    }

    /// <summary>A livepatch that is enabled by its init.</summary>
    public static ModuleDefinition Make(string name, params PatchObjectDefinition[] objects) => Patches.Make(name, false, objects) with
    {
        IsLivepatch = true,
        Signed = true,
        Init = PatchInit.Enable,
        Functions =
        [
            new("new_show", Body.Printing($"{name}: patched\n")),
            new("new_text", Body.Returning(name)),
            new("new_int", Body.Returning(42)),
            new("new_block", Body.Of(new WaitStep("release", TaskState.Killable), new ReturnStep(Operand.Result))),
        ],
        Parameters = [new ParameterDefinition("release", ParameterType.Bool) { Mode = 0x1A4 }],
    };

    /// <summary>A patch of cmdline_proc_show.</summary>
    public static ModuleDefinition Sample(string name) => Make(name, Patches.Vmlinux(Patches.Func("cmdline_proc_show")));

    public static ModuleDefinition Replacing(ModuleDefinition module) => module with { Patches = [module.Patches[0] with { Replace = true }] };

    public static ModuleDefinition WithStates(ModuleDefinition module, params StateDefinition[] states) => module with { Patches = [module.Patches[0] with { States = [.. states] }] };

    /// <summary>Gives an object callbacks that say what they are; pre_patch returns a value.</summary>
    public static PatchObjectDefinition Calling(PatchObjectDefinition obj, long prePatch = 0) => obj with
    {
        Callbacks = new PatchCallbacks
        {
            PrePatch = Say("pre_patch", prePatch),
            PostPatch = Say("post_patch"),
            PreUnpatch = Say("pre_unpatch"),
            PostUnpatch = Say("post_unpatch"),
        },
    };

    /// <summary>A module whose function sleeps until its parameter is set: interruptibly, or so that only a fatal signal would wake it.</summary>
    public static ModuleDefinition Target { get; } = TestKernel.Target with
    {
        Signed = true,
        Parameters = [new ParameterDefinition("release", ParameterType.Bool) { Mode = 0x1A4 }],
        Functions =
        [
            .. TestKernel.Target.Functions,
            new("tgt_block", Body.Of(new WaitStep("release", TaskState.Interruptible), new ReturnStep(Operand.Result))),
            new("tgt_blockk", Body.Of(new WaitStep("release", TaskState.Killable), new ReturnStep(Operand.Result))),
            new("tgt_kthread_body", Body.Of(new WaitStep("release", TaskState.Interruptible), new ReturnStep(Operand.Result))),
            new("block_show", Body.Of(
                new CallStep("tgt_block"),
                new StoreStep(0, Operand.Result),
                new BranchStep(Operand.Local(0), 5),
                new SeqPrintfStep(new Template("block returned {0}\n", [Operand.Local(0)])),
                new ReturnStep(Operand.Local(0)),
                new ReturnStep(0))),
            new("blockk_show", Body.Of(new CallStep("tgt_blockk"), new SeqPrintfStep(new Template("blockk returned {0}\n", [Operand.Result])))),
        ],
    };

    public static KernelTask Start(Kernel kernel, string function, TaskKind kind = TaskKind.User) =>
        kernel.StartTask("reader", kind, kernel.Symbols.AddressOf(function));

    public static EntranceResult Let(Kernel kernel, string module = "tgt_mod") => kernel.WriteFile($"/sys/module/{module}/parameters/release", "1");

    public static EntranceResult Enabled(Kernel kernel, string patch, string value) => kernel.WriteFile($"/sys/kernel/livepatch/{patch}/enabled", value);

    public static string Read(Kernel kernel, string patch, string file) => kernel.ReadFile($"/sys/kernel/livepatch/{patch}/{file}").Output.TrimEnd('\n');

    public static bool Exists(Kernel kernel, string path) => kernel.Files.Find("/sys/kernel/livepatch/" + path, out _).Succeeded;

    /// <summary>The log without levels and prefix, livepatch's and the callbacks' lines alone.</summary>
    public static string[] Lines(Kernel kernel, long since = 0) =>
    [
        .. kernel.Log.Since(since).Select(record => record.Text.Replace("livepatch: ", "", System.StringComparison.Ordinal))
            .Where(text => !text.Contains("taint", System.StringComparison.Ordinal)),
    ];

    private static Body Say(string what, long value = 0) => Body.Of(new PrintkStep(LogLevel.Information, new Template(what + " {0}", [Operand.Argument])), new ReturnStep(value));
}
