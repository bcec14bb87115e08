using System;
using KlpShell.Core.Journal;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;

namespace KlpShell.Core;

/// <summary>The calls that a livepatch module's own code makes while it is loaded, for who asks for one by hand.</summary>
public sealed partial class Kernel
{
    private const int MostRedirections = 64;

    /// <summary>klp_register_patch, as the code of a loaded module calls it.</summary>
    /// <param name="module">The module.</param>
    /// <param name="number">Which of the patches in its data, from 0.</param>
    /// <returns>-ENOENT where no such module is loaded, -EINVAL where it has no such patch; else what the call returns.</returns>
    public EntranceResult RegisterPatch(string module, int number = 0)
    {
        Journaled(JournalKind.RegisterPatch, module, number: number);
        return Enter(task => WithPatch(module, number, patch => Livepatch.Register(patch, task)));
    }

    /// <summary>klp_unregister_patch, as the code of a loaded module calls it.</summary>
    /// <param name="module">The module.</param>
    /// <param name="number">Which of the patches in its data, from 0.</param>
    /// <returns>-ENOENT where no such module is loaded, -EINVAL where it has no such patch; else what the call returns.</returns>
    public EntranceResult UnregisterPatch(string module, int number = 0)
    {
        Journaled(JournalKind.UnregisterPatch, module, number: number);
        return Enter(task => WithPatch(module, number, patch => Livepatch.Unregister(patch, task)));
    }

    /// <summary>
    /// Where execution goes on when a task calls a function now; nothing runs there. To a probe it is a call like any other, and is
    /// counted: ask a clone where that matters.
    /// </summary>
    /// <param name="function">The function's address.</param>
    /// <param name="caller">The task that would call; the shell when null.</param>
    /// <returns>The address of the code; 0 where the call would crash.</returns>
    public ulong Destination(ulong function, KernelTask? caller = null)
    {
        Journaled(JournalKind.Destination, number: (long)function, other: Number(caller));
        try
        {
            for (int hops = 0; hops < MostRedirections; hops++)
            {
                ulong next = Ftrace.Enter(caller ?? Shell, function);
                if (next == function) return next;
                function = next;
            }
        }
        catch (OopsException)
        {
            return 0;
        }

        return 0;
    }

    private Status WithPatch(string module, int number, Func<KlpPatch?, Status> call)
    {
        if (Modules.Find(module) is not { } loaded) return Status.Refused(Errno.ENOENT, Refusal.ModuleNotLoaded, module);
        return call(number >= 0 && number < loaded.Patches.Count ? loaded.Patches[number] : null);
    }
}
