using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>test_klp_state, state2 and state3: patches that raise the console's log level, and hand that change from one to the next.</summary>
/// <param name="name">The module.</param>
/// <param name="takesOver">True for those that look for an older owner of the change.</param>
internal sealed class StateModule(string name, bool takesOver)
{
    private const ulong ConsoleLogLevel = 1;
    private const int LoudLevel = 15;

    /// <summary>The module.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">The version of its state.</param>
    public static ModuleDefinition Create(string name, uint version) => new(name)
    {
        IsLivepatch = true,
        Patches =
        [
            new PatchDefinition
            {
                Replace = true,
                Objects = [new PatchObjectDefinition(null, []) { Callbacks = new StateModule(name, version > 1).Callbacks() }],
                States = [new StateDefinition(ConsoleLogLevel, version)],
            },
        ],
        Init = PatchInit.Enable,
    };

    private PatchCallbacks Callbacks() => new()
    {
        PrePatch = Saying("pre_patch_callback", (kernel, task) => Say(kernel, "allocate_loglevel_state", Older(kernel, task) is null
            ? "allocating space to store console_loglevel"
            : "space to store console_loglevel already allocated")),
        PostPatch = Saying("post_patch_callback", (kernel, task) =>
        {
            SystemState? older = Older(kernel, task);
            Own(kernel).Data = older?.Data ?? (Value)kernel.Log.ConsoleLevel;
            kernel.Log.ConsoleLevel = LoudLevel;
            Say(kernel, "fix_console_loglevel", older is null ? "fixing console_loglevel" : "taking over the console_loglevel change");
        }),
        PreUnpatch = Saying("pre_unpatch_callback", (kernel, task) =>
        {
            bool last = Older(kernel, task) is null;
            if (last) kernel.Log.ConsoleLevel = (int)Own(kernel).Data.Number;
            Say(kernel, "restore_console_loglevel", last ? "restoring console_loglevel" : "passing the console_loglevel change back to the old livepatch");
        }),
        PostUnpatch = Saying("post_unpatch_callback", (kernel, task) => Say(kernel, "free_loglevel_state", Older(kernel, task) is null
            ? "freeing space for the stored console_loglevel"
            : "keeping space to store console_loglevel")),
    };

    private Body Saying(string callback, System.Action<Kernel, KernelTask> then) => Body.FromHost((kernel, task, obj) =>
    {
        CallbackLines.Say(kernel, name, callback, obj.Text!);
        then(kernel, task);
        return 0;
    });

    private SystemState? Older(Kernel kernel, KernelTask task) => takesOver ? kernel.Livepatch.GetPreviousState(ConsoleLogLevel, task) : null;

    private SystemState Own(Kernel kernel) => kernel.Livepatch.GetState(kernel.Modules.Find(name)!.Patches[0], ConsoleLogLevel)!;

    private void Say(Kernel kernel, string function, string text) => kernel.Log.Write(LogLevel.Information, $"{name}: {function}: {text}");
}
