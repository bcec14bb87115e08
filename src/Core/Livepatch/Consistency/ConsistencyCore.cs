using System;
using System.Collections.Generic;
using KlpShell.Core.Execution;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;
using KlpShell.Core.Sysfs;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>
/// The livepatch core of 6.x (kernel/livepatch): one call enables a patch, tasks switch one by one, and a patch that is disabled is
/// gone. What two releases of the era differ in is in their records.
/// </summary>
internal sealed class ConsistencyCore : LivepatchCore
{
    // klp_module_coming and klp_module_going are called outright, before the notifiers.
    private const int CalledFirst = int.MaxValue;

    private readonly Release _release;
    private readonly List<ConsistencyPatch> _patches = [];
    private int _withStates;
    private readonly FuncStacks<ConsistencyOps> _stacks = new();
    private Freeing? _freeing;
    private bool _retryWaits;

    public ConsistencyCore(Release release)
    {
        _release = release;
        Attributes = new SysfsAttributes(release);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<KlpPatch> Patches => _patches;

    /// <inheritdoc/>
    public override int Priority => CalledFirst;

    /// <inheritdoc/>
    public override TransitionStatus? CurrentTransition => Transition.Patch is not { } patch
        ? null
        : new TransitionStatus(patch, Transition.Target == Transition.Patched, Transition.Since, Transition.Tries, CountRemaining());

    /// <inheritdoc/>
    internal override void Backdate(TimeSpan since, int tries) => (Transition.Since, Transition.Tries) = (since, tries);

    /// <inheritdoc/>
    public override ShadowVariables? Shadow { get; } = new();

    /// <summary>The patches that are enabled or in transition, oldest first.</summary>
    public IReadOnlyList<ConsistencyPatch> Actual => _patches;

    /// <summary>The func stacks.</summary>
    public FuncStacks<ConsistencyOps> Stacks => _stacks;

    /// <summary>The transition, or what stands for none.</summary>
    public Transition Transition { get; private set; } = new();

    /// <summary>The files of patches and objects.</summary>
    public SysfsAttributes Attributes { get; }

    /// <summary>Takes patches away.</summary>
    public Freeing Freeing => _freeing ??= new Freeing(Kernel, this);

    internal override IReadOnlyDictionary<string, NativeFunction> Natives => NativeFunctions.Enabling;

    private Enabling Enabling => new(Kernel, this);

    private TransitionDriver Driver => new(Kernel, this);

    /// <inheritdoc/>
    public override Status Register(KlpPatch? patch, KernelTask task) => Refuse(Status.Refused(Errno.ENOENT, Refusal.NotInThisRelease, "klp_register_patch"));

    /// <inheritdoc/>
    public override Status Unregister(KlpPatch? patch, KernelTask task) => Refuse(Status.Refused(Errno.ENOENT, Refusal.NotInThisRelease, "klp_unregister_patch"));

    /// <inheritdoc/>
    public override Status Disable(KlpPatch? patch, KernelTask task) => Refuse(Status.Refused(Errno.ENOENT, Refusal.NotInThisRelease, "klp_disable_patch"));

    /// <inheritdoc/>
    public override Status Enable(KlpPatch? patch, KernelTask task)
    {
        Status status = Enabling.CheckFirst((ConsistencyPatch?)patch);
        return Refuse(status.Succeeded ? Locked(task, () => Enabling.Enable((ConsistencyPatch)patch!, task)) : status);
    }

    /// <inheritdoc/>
    public override Status ModuleChanged(Kernel kernel, Module module, KernelTask task) => module.State switch
    {
        ModuleState.Coming => Refuse(Locked(task, () => new ModuleEvents(Kernel, this).Coming(module, task))),
        ModuleState.Going => Locked(task, () =>
        {
            new ModuleEvents(Kernel, this).Going(module, task);
            return Status.Ok;
        }),
        _ => Status.Ok,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<TransitionBlock> TransitionBlocks(int limit = int.MaxValue)
    {
        List<TransitionBlock> blocks = [];
        if (Transition.Patch is null) return blocks;
        TaskSwitcher switcher = new(Kernel, this);
        foreach (KernelTask task in Kernel.Tasks.All)
        {
            if (blocks.Count == limit) break;
            if (task.Kind != TaskKind.Idle && switcher.Explain(task, Kernel.Shell) is { } block) blocks.Add(block);
        }

        return blocks;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<KlpFunc> FuncStackOf(ulong function) => Stacks.Find(function) is { } ops ? [.. ops.Stack.Functions] : [];

    /// <inheritdoc/>
    public override SystemState? GetState(KlpPatch patch, ulong id) => StateRules.Find((ConsistencyPatch)patch, id);

    /// <inheritdoc/>
    public override SystemState? GetPreviousState(ulong id, KernelTask task)
    {
        if (Transition.Patch is null)
        {
            Kernel.WarnOnce(task, Kernel.SourceLines.PreviousState);
            return null;
        }

        SystemState? last = null;
        foreach (ConsistencyPatch patch in _patches)
        {
            if (patch == Transition.Patch) break;
            last = StateRules.Find(patch, id) ?? last;
        }

        return last;
    }

    /// <summary>The store function of <c>enabled</c>.</summary>
    public Status StoreEnabled(ConsistencyPatch patch, string data, KernelTask task)
    {
        if (Kernel.Refuses(KernelString.TryParseBool(data) is null, Refusal.ValueNotAccepted, data.TrimEnd('\n'))) return Status.Refused(Errno.EINVAL, Refusal.ValueNotAccepted, data.TrimEnd('\n'));
        bool enabled = KernelString.TryParseBool(data) == true;
        return Locked(task, () =>
        {
            Touch(patch);
            Refusal already = enabled ? Refusal.PatchAlreadyEnabled : Refusal.PatchAlreadyDisabled;
            if (Kernel.Refuses(patch.Enabled == enabled, already, patch.Name)) return Status.Refused(Errno.EINVAL, already, patch.Name);
            if (patch == Transition.Patch)
            {
                Driver.Reverse();
                return Status.Ok;
            }

            return Kernel.Refuses(enabled, Refusal.PatchCannotBeEnabledAgain, patch.Name) ? Status.Refused(Errno.EINVAL, Refusal.PatchCannotBeEnabledAgain, patch.Name) : Enabling.Disable(patch, task);
        });
    }

    /// <summary>The store function of <c>force</c>.</summary>
    public Status StoreForce(ConsistencyPatch patch, string data, KernelTask task)
    {
        if (Kernel.Refuses(KernelString.TryParseBool(data) is null, Refusal.ValueNotAccepted, data.TrimEnd('\n'))) return Status.Refused(Errno.EINVAL, Refusal.ValueNotAccepted, data.TrimEnd('\n'));
        bool force = KernelString.TryParseBool(data) == true;
        if (!force) return Status.Ok;
        return Locked(task, () =>
        {
            Touch(patch);
            if (Kernel.Refuses(patch != Transition.Patch, Refusal.NotInTransition, patch.Name)) return Status.Refused(Errno.EINVAL, Refusal.NotInTransition, patch.Name);
            Driver.Force();
            return Status.Ok;
        });
    }

    /// <summary>
    /// Tries the transition again. While somebody sleeps with klp_mutex in hand, in a callback, it waits; whoever died with it keeps it, and with
    /// it the transition, for ever.
    /// </summary>
    public void Retry(KernelTask task)
    {
        _retryWaits = MutexOwner is not null && MutexOwner != task.Pid;
        if (_retryWaits) return;
        Locked(task, () =>
        {
            if (Transition.Patch is not null) Driver.TryComplete(task);
            return Status.Ok;
        });
    }

    /// <summary>The patches as they are now, to be walked while they change.</summary>
    public IReadOnlyList<ConsistencyPatch> Snapshot() => [.. _patches];

    /// <summary>Puts a patch at the end of the list.</summary>
    public void Add(ConsistencyPatch patch)
    {
        _patches.Add(patch);
        if (patch.States.Count > 0) _withStates++;
        Targets.Add(patch);
    }

    /// <summary>Takes a patch off the list.</summary>
    public void Remove(ConsistencyPatch patch)
    {
        if (_patches.Remove(patch) && patch.States.Count > 0) _withStates--;
    }

    /// <summary>False where no listed patch has system states.</summary>
    public bool HasStates => _withStates > 0;

    /// <summary>A pre_patch that returned something other than 0; a value above 0 is handed on as it is, and is no errno.</summary>
    public static Status CallbackRefused(long value, KlpObject obj) => Status.Refused((Errno)(-value), Refusal.CallbackFailed, obj.DisplayName());

    internal override void Forked(KernelTask task)
    {
        if (Transition.Patch is null) return;

        // Kernel threads come from kthreadd, which sleeps where nothing is in the way and has switched.
        bool user = task.Kind == TaskKind.User;
        int parent = Kernel.ShellPid;
        int state = user ? Kernel.Tasks.PatchStateOf(parent) : Transition.Target;
        Kernel.Tasks.SetPatchState(task.Pid, state, user && Kernel.Tasks.IsPending(parent));
    }

    internal override void LeavesKernel(KernelTask task)
    {
        if (task.Kind == TaskKind.User && Kernel.Tasks.IsPending(task.Pid)) Kernel.Tasks.SetPatchState(task.Pid, Transition.Target, pending: false);
    }

    private protected override void Unlocked()
    {
        if (!_retryWaits) return;
        _retryWaits = false;
        if (Transition.Patch is not null) Kernel.Scheduler.Work.Add(Kernel.Clock.Now, new TransitionRetry());
    }

    internal override KlpPatch CreatePatch(Module module, PatchDefinition definition) => PatchFactory.Create(module, definition);

    internal override void Boot()
    {
        if (Kernel.Definition.LivepatchStarts) Kernel.Files.Directory(RootPath);
        KernelFiles.AddDynamicDebug(Kernel.Files);
        KprobeEventFiles.AddSwitch(Kernel.Files.Directory("/sys/kernel/debug/kprobes"));
        Kernel.IdleCpusLag = !_release.Has(Features.ReschedSwitch);
    }

    internal override LivepatchCore Clone(Kernel kernel, CloneContext context)
    {
        ConsistencyCore copy = new(_release) { Kernel = kernel, MutexOwner = MutexOwner, LastRefusal = LastRefusal, Transition = Transition.Clone(context), _retryWaits = _retryWaits, _withStates = _withStates, Targets = Targets.Clone() };
        foreach (ConsistencyPatch patch in _patches) copy._patches.Add((ConsistencyPatch)context.Copy<KlpPatch>(patch));
        copy._stacks.CopyFrom(_stacks, context);
        foreach (ConsistencyOps ops in copy._stacks.All) ops.MoveTo(kernel);
        copy._freeing = _freeing?.Clone(kernel, copy, context);
        copy.Shadow!.CopyFrom(Shadow!);
        return copy;
    }

    private int CountRemaining()
    {
        int count = 0;
        foreach (KernelTask task in Kernel.Tasks.All)
        {
            if (Kernel.Tasks.PatchStateOf(task.Pid) != Transition.Target) count++;
        }

        return count;
    }

    private Status Refuse(Status status)
    {
        if (!status.Succeeded) LastRefusal = status;
        return status;
    }
}
