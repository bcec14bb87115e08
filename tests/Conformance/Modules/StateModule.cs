using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>test_klp_state and its successors: cumulative patches that change the console's log level, and hand the change on.</summary>
internal static class StateModule
{
    private const ulong StateId = 1;

    /// <summary>The module.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">The version of its state; the first one never looks for an older owner.</param>
    public static ModuleDefinition Create(string name, uint version)
    {
        bool looks = version > 1;
        return new ModuleDefinition(name)
        {
            IsLivepatch = true,
            Patches =
            [
                new PatchDefinition
                {
                    Replace = true,
                    States = [new StateDefinition(StateId, version)],
                    Objects =
                    [
                        new PatchObjectDefinition(null, [])
                        {
                            Callbacks = new PatchCallbacks
                            {
                                PrePatch = Saying(name, "pre_patch_callback", looks, "allocate_loglevel_state: allocating space to store console_loglevel", "allocate_loglevel_state: space to store console_loglevel already allocated"),
                                PostPatch = Saying(name, "post_patch_callback", looks, "fix_console_loglevel: fixing console_loglevel", "fix_console_loglevel: taking over the console_loglevel change"),
                                PreUnpatch = Saying(name, "pre_unpatch_callback", looks, "restore_console_loglevel: restoring console_loglevel", "restore_console_loglevel: passing the console_loglevel change back to the old livepatch"),
                                PostUnpatch = Saying(name, "post_unpatch_callback", looks, "free_loglevel_state: freeing space for the stored console_loglevel", "free_loglevel_state: keeping space to store console_loglevel"),
                            },
                        },
                    ],
                },
            ],
            Init = PatchInit.Enable,
        };
    }

    private static Body Saying(string module, string callback, bool looks, string alone, string after) => Body.FromHost((kernel, task, obj) =>
    {
        CallbackLines.Say(kernel, module, callback, obj.Text!);
        bool older = looks && kernel.Livepatch.GetPreviousState(StateId, task) is not null;
        kernel.Log.Write(LogLevel.Information, $"{module}: {(older ? after : alone)}");
        return 0;
    });
}
