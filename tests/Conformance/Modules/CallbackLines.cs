using System;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>The callbacks that all modules of the recordings have: each logs its name, its object, and the state of that object's module.</summary>
internal static class CallbackLines
{
    /// <summary>All four.</summary>
    /// <param name="module">The module that they are in.</param>
    /// <param name="prePatch">What pre_patch returns, asked at each call; null for 0.</param>
    public static PatchCallbacks Of(string module, Func<Kernel, Value>? prePatch = null) => new()
    {
        PrePatch = Body.FromHost((kernel, _, obj) =>
        {
            Say(kernel, module, "pre_patch_callback", obj.Text!);
            return prePatch?.Invoke(kernel) ?? 0;
        }),
        PostPatch = Saying(module, "post_patch_callback"),
        PreUnpatch = Saying(module, "pre_unpatch_callback"),
        PostUnpatch = Saying(module, "post_unpatch_callback"),
    };

    /// <summary>Logs the line of a callback.</summary>
    public static void Say(Kernel kernel, string module, string callback, string obj)
    {
        string state = kernel.Modules.Find(obj) is not { } target ? "" : target.State switch
        {
            ModuleState.Live => " -> [MODULE_STATE_LIVE] Normal state",
            ModuleState.Coming => " -> [MODULE_STATE_COMING] Full formed, running module_init",
            ModuleState.Going => " -> [MODULE_STATE_GOING] Going away",
            _ => " -> [MODULE_STATE_UNFORMED] Still setting it up",
        };
        kernel.Log.Write(LogLevel.Information, $"{module}: {callback}: {obj}{state}");
    }

    private static Body Saying(string module, string callback) => Body.FromHost((kernel, _, obj) =>
    {
        Say(kernel, module, callback, obj.Text!);
        return 0;
    });
}
