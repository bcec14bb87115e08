using System;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.Execution;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Livepatch;

/// <summary>
/// The livepatch core of one era: the calls that it exports to modules, what it does when a module comes or goes, and
/// what its files say. A reader of one era never meets another's rules.
/// </summary>
public abstract class LivepatchCore : IModuleNotifier
{
    /// <summary>The name that the patch list goes by in messages.</summary>
    internal const string Prefix = "livepatch: ";

    /// <summary>The directory that the patches' own directories are made in.</summary>
    internal const string RootPath = "/sys/kernel/livepatch";

    /// <summary>Which modules the patches of the list have named.</summary>
    internal PatchTargets Targets { get; private protected set; } = new();

    /// <summary>The kernel that it belongs to.</summary>
    protected internal Kernel Kernel { get; internal set; } = null!;

    /// <summary>The registered patches, in the order of the kernel's list.</summary>
    public abstract IReadOnlyList<KlpPatch> Patches { get; }

    /// <inheritdoc/>
    public abstract int Priority { get; }

    /// <summary>The last refusal of a call, with its cause: a module's init only hands the errno on.</summary>
    internal Status LastRefusal { get; set; }

    /// <summary>The process id of the task that holds klp_mutex; null when nobody does. A task that oopsed inside keeps it for ever.</summary>
    public int? MutexOwner { get; internal set; }

    /// <summary>The registered patch of that name, or null.</summary>
    public KlpPatch? Find(string name)
    {
        foreach (KlpPatch patch in Patches)
        {
            if (patch.Name == name) return patch;
        }

        return null;
    }

    /// <summary>The transition that the kernel is in; null for none, and where the release has no such thing.</summary>
    public virtual TransitionStatus? CurrentTransition => null;

    /// <summary>Says since when the transition lasts, and how often it was tried: it began on a host that was captured.</summary>
    internal virtual void Backdate(TimeSpan since, int tries)
    {
    }

    /// <summary>The shadow variables; null where the release has no such thing.</summary>
    public virtual ShadowVariables? Shadow => null;

    /// <summary>The tasks that the transition waits for, as they stand now, and why.</summary>
    /// <param name="limit">How many at most.</param>
    public virtual IReadOnlyList<TransitionBlock> TransitionBlocks(int limit = int.MaxValue) => [];

    /// <summary>The enabled replacements of a function, newest first; none where the release has no func stacks.</summary>
    public virtual IReadOnlyList<KlpFunc> FuncStackOf(ulong function) => [];

    /// <summary>A system state of a patch (klp_get_state); null where the patch hasn't got it.</summary>
    public virtual SystemState? GetState(KlpPatch patch, ulong id) => null;

    /// <summary>The newest older patch's system state of that id, while a patch is in transition (klp_get_prev_state).</summary>
    public virtual SystemState? GetPreviousState(ulong id, KernelTask task) => null;

    /// <summary>What the core exports to modules, by name.</summary>
    internal abstract IReadOnlyDictionary<string, NativeFunction> Natives { get; }

    /// <summary>A task was made: it stands where its maker stands (klp_copy_process).</summary>
    internal virtual void Forked(KernelTask task)
    {
    }

    /// <summary>A task has come to the end of a system call, or of its work (klp_update_patch_state).</summary>
    internal virtual void LeavesKernel(KernelTask task)
    {
    }

    /// <summary>Makes the live counterpart of a definition, when its module is loaded.</summary>
    internal abstract KlpPatch CreatePatch(Module module, PatchDefinition definition);

    /// <summary>klp_register_patch, called by a module. <paramref name="patch"/> may be null, as a pointer may.</summary>
    public abstract Status Register(KlpPatch? patch, KernelTask task);

    /// <summary>klp_enable_patch, called by a module.</summary>
    public abstract Status Enable(KlpPatch? patch, KernelTask task);

    /// <summary>klp_disable_patch, called by a module.</summary>
    public abstract Status Disable(KlpPatch? patch, KernelTask task);

    /// <summary>klp_unregister_patch, called by a module.</summary>
    public abstract Status Unregister(KlpPatch? patch, KernelTask task);

    /// <inheritdoc/>
    public abstract Status ModuleChanged(Kernel kernel, Module module, KernelTask task);

    /// <summary>Holds klp_mutex while it acts. A task that oopses inside takes it to the grave, and whoever wants it next waits for ever.</summary>
    internal Status Locked(KernelTask task, Func<Status> action)
    {
        if (MutexOwner is { } owner && owner != task.Pid) throw new HungException($"{task.Comm} ({task.Pid}) waits for klp_mutex, which task {owner} holds, and that task was killed");
        MutexOwner = task.Pid;
        Status status = action();
        MutexOwner = null;
        Unlocked();
        return status;
    }

    /// <summary>klp_mutex was released: who waited for it goes on.</summary>
    private protected virtual void Unlocked()
    {
    }

    /// <summary>The memory of a module is freed: its patches, if still listed, point to nothing from here on.</summary>
    internal void ModuleFreed(Module module)
    {
        foreach (KlpPatch patch in module.Patches)
        {
            patch.Freed = true;
            if (Patches.Contains(patch)) Targets.FreedInList();
        }
    }

    /// <summary>Touches the memory of a patch: an oops where its module has been freed.</summary>
    internal static void Touch(KlpPatch patch)
    {
        if (patch.Freed) throw new OopsException("the patch's module has been freed", patch.Owner.Base);
    }

    /// <summary>Makes /sys/kernel/livepatch.</summary>
    internal abstract void Boot();

    /// <summary>A copy in another kernel.</summary>
    internal abstract LivepatchCore Clone(Kernel kernel, CloneContext context);
}
