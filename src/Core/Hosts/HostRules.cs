using System.Collections.Immutable;

namespace KlpShell.Core.Hosts;

/// <summary>The kinds of differences that an import looks for. An id keeps its meaning for ever.</summary>
public static class HostRules
{
    /// <summary>A patch without its module.</summary>
    public static HostRule PatchWithoutModule { get; } = Warning("PatchWithoutModule", "A patch is in sysfs, and no module of its name is loaded.");

    /// <summary>A patch whose module isn't live.</summary>
    public static HostRule PatchModuleNotLive { get; } = Warning("PatchModuleNotLive", "A patch is in sysfs, and its module is still being loaded, or is on its way out.");

    /// <summary>A patch whose module has no livepatch mark.</summary>
    public static HostRule PatchModuleNotMarked { get; } = Warning("PatchModuleNotMarked", "A patch is in sysfs, and its module doesn't bear the taint K, without which this release takes no patch.");

    /// <summary>A patch's module without references.</summary>
    public static HostRule PatchModuleNotHeld { get; } = Warning("PatchModuleNotHeld", "A patch is in use, and nothing holds its module: it could be unloaded under the patch.");

    /// <summary>A livepatch module without a patch.</summary>
    public static HostRule ModuleWithoutPatch { get; } = Note("ModuleWithoutPatch", "A livepatch module is loaded, and its patch isn't in sysfs: it was replaced or disabled, and the module can be removed, where nothing holds it.");

    /// <summary>A livepatch module without a patch that is held.</summary>
    public static HostRule ModuleHeldWithoutPatch { get; } = Note("ModuleHeldWithoutPatch", "A livepatch module is loaded and held, and its patch isn't in sysfs: its transition was forced, so that it can never be removed, or something else uses it.");

    /// <summary>No taint though live patched.</summary>
    public static HostRule TaintMissing { get; } = Warning("TaintMissing", "A patch was enabled, and the kernel isn't tainted for it (TAINT_LIVEPATCH, bit 15).");

    /// <summary>A disabled patch in sysfs.</summary>
    public static HostRule DisabledPatchPresent { get; } = Warning("DisabledPatchPresent", "A patch is disabled and in no transition, and still in sysfs: this release frees it at once.");

    /// <summary>An older patch beside one that replaces all.</summary>
    public static HostRule ReplacedPatchPresent { get; } = Warning("ReplacedPatchPresent", "A patch replaces all others and its transition is over, and an older patch is still in sysfs.");

    /// <summary>Two transitions.</summary>
    public static HostRule SeveralTransitions { get; } = Warning("SeveralTransitions", "More than one patch is in transition; a kernel has one at a time.");

    /// <summary>A transition with nobody to wait for.</summary>
    public static HostRule TransitionWithoutTasks { get; } = Note("TransitionWithoutTasks", "A patch is in transition, and no captured task has still to switch: an idle task has, which /proc doesn't show, or it is about to end.");

    /// <summary>A task in a transition that isn't there.</summary>
    public static HostRule TaskWithoutTransition { get; } = Warning("TaskWithoutTransition", "No patch is in transition, and a task is on a side of one.");

    /// <summary>A task on no side.</summary>
    public static HostRule TaskOnNoSide { get; } = Warning("TaskOnNoSide", "A patch is in transition, and a task is on neither side of it.");

    /// <summary>A task that nothing keeps from switching.</summary>
    public static HostRule TaskNotBlocked { get; } = Note("TaskNotBlocked", "A task has still to switch, and no function on its stack is in the way: it switches when it is asked next, or it ran just then.");

    /// <summary>A patched function that ftrace doesn't hook.</summary>
    public static HostRule FunctionNotHooked { get; } = Warning("FunctionNotHooked", "A function of an enabled patch isn't in enabled_functions: its calls don't reach the patch.");

    /// <summary>A hook of livepatch without a patch.</summary>
    public static HostRule HookWithoutPatch { get; } = Warning("HookWithoutPatch", "ftrace leads a function to livepatch's handler, and no patch in sysfs replaces that function.");

    /// <summary>ftrace is turned off.</summary>
    public static HostRule FtraceOff { get; } = Warning("FtraceOff", "Functions are patched, and kernel.ftrace_enabled is 0: calls run the old code.");

    /// <summary>A function that the symbol table hasn't got.</summary>
    public static HostRule FunctionMissing { get; } = Warning("FunctionMissing", "A patch replaces a function that its object, which is loaded, doesn't have in kallsyms.");

    /// <summary>A position beyond the last function of a name.</summary>
    public static HostRule PositionMissing { get; } = Warning("PositionMissing", "A patch replaces the n-th function of a name, and kallsyms has fewer of that name.");

    /// <summary>Several functions of a name, and none said.</summary>
    public static HostRule FunctionAmbiguous { get; } = Note("FunctionAmbiguous", "A patch replaces a function of whose name there are several, and its directory doesn't say which.");

    /// <summary>A function that can't be traced.</summary>
    public static HostRule FunctionNotTraceable { get; } = Warning("FunctionNotTraceable", "A patch replaces a function that isn't in available_filter_functions.");

    /// <summary>A replacement of unknown name.</summary>
    public static HostRule NewFunctionUnknown { get; } = Note("NewFunctionUnknown", "Which function of its module a patch puts in the place of the old one can't be told: none has a name that fits.");

    /// <summary>An object that is patched and not there.</summary>
    public static HostRule ObjectPatchedUnloaded { get; } = Warning("ObjectPatchedUnloaded", "An object says that it is patched, and its module isn't loaded.");

    /// <summary>An object that is there and not patched.</summary>
    public static HostRule ObjectNotPatched { get; } = Warning("ObjectNotPatched", "A patch is enabled and its object's module is loaded, and the object says that it isn't patched.");

    /// <summary>A file that this release hasn't got, or should have.</summary>
    public static HostRule AttributeUnexpected { get; } = Note("AttributeUnexpected", "The files of a patch aren't those of this release.");

    /// <summary>Two sources that give the order differently.</summary>
    public static HostRule OrderContradicts { get; } = Warning("OrderContradicts", "The log and the list of modules give the order in which patches came differently.");

    /// <summary>Who wins isn't known.</summary>
    public static HostRule WinnerUnknown { get; } = Note("WinnerUnknown", "Several patches replace a function, and nothing that was captured says which came last.");

    /// <summary>The simulator refuses what the host did.</summary>
    public static HostRule RehearsalRefused { get; } = Warning("RehearsalRefused", "The simulated kernel, put to what the host has, refuses it.");

    /// <summary>What the simulator has, and the host hasn't, or the other way round.</summary>
    public static HostRule SysfsDiffers { get; } = Warning("SysfsDiffers", "After the same history the simulated kernel's /sys/kernel/livepatch isn't the host's.");

    /// <summary>All kinds.</summary>
    public static ImmutableArray<HostRule> All { get; } =
    [
        PatchWithoutModule, PatchModuleNotLive, PatchModuleNotMarked, PatchModuleNotHeld, ModuleWithoutPatch, ModuleHeldWithoutPatch, TaintMissing,
        DisabledPatchPresent, ReplacedPatchPresent, SeveralTransitions, TransitionWithoutTasks, TaskWithoutTransition, TaskOnNoSide, TaskNotBlocked,
        FunctionNotHooked, HookWithoutPatch, FtraceOff, FunctionMissing, PositionMissing, FunctionAmbiguous, FunctionNotTraceable,
        NewFunctionUnknown, ObjectPatchedUnloaded, ObjectNotPatched, AttributeUnexpected, OrderContradicts, WinnerUnknown, RehearsalRefused, SysfsDiffers,
    ];

    private static HostRule Note(string id, string meaning) => new(id, HostSeverity.Note, meaning);

    private static HostRule Warning(string id, string meaning) => new(id, HostSeverity.Warning, meaning);
}
