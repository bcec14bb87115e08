using System.Collections.Immutable;

namespace KlpShell.Core.Machine;

/// <summary>
/// Where the WARNs of a 6.x kernel stand, as their line in the log tells, and how its kobject layer begins its lines
/// (kernel/livepatch/core.c, patch.c, state.c, shadow.c; lib/kobject.c).
/// </summary>
internal sealed record SourceLines
{
    /// <summary>Debian's 6.12.117.</summary>
    public static SourceLines Linux612 { get; } = new()
    {
        DisablePatch = "kernel/livepatch/core.c:987 __klp_disable_patch",
        EnablePatch = "kernel/livepatch/core.c:1023 __klp_enable_patch",
        DebugLines = [97, 170, 345, 349, 353, 358, 591, 653],
        DebugFlags = "pmfslt_",
        EmptyName = "lib/kobject.c:219 kobject_add_internal+0x280/0x2a0",
        FunctionPatched = "kernel/livepatch/patch.c:168 klp_patch_object+0x217/0x2d0",
        KobjectPrefix = "kobject: ",
    };

    /// <summary>Debian's 6.1.192.</summary>
    public static SourceLines Linux61 { get; } = new()
    {
        DisablePatch = "kernel/livepatch/core.c:941 __klp_disable_patch",
        EnablePatch = "kernel/livepatch/core.c:977 __klp_enable_patch",
        DebugLines = [75, 148, 316, 320, 324, 329, 521, 582],
        DebugFlags = "pmflt_",
        EmptyName = "lib/kobject.c:210 kobject_add_internal+0x241/0x260",
        FunctionPatched = "kernel/livepatch/patch.c:168 klp_patch_object+0x1f3/0x210",
        KobjectPrefix = "",
    };

    /// <summary>A patch is disabled that isn't enabled.</summary>
    public required string DisablePatch { get; init; }

    /// <summary>A patch is enabled that is already.</summary>
    public required string EnablePatch { get; init; }

    /// <summary>The lines of kernel/livepatch/transition.c that print only while dynamic debug asks for it.</summary>
    public required ImmutableArray<int> DebugLines { get; init; }

    /// <summary>The flags that dynamic debug knows, in the order in which it shows them.</summary>
    public required string DebugFlags { get; init; }

    /// <summary>A kobject is added without a name.</summary>
    public required string EmptyName { get; init; }

    /// <summary>What stands before the text of lib/kobject.c's errors (its pr_fmt).</summary>
    public required string KobjectPrefix { get; init; }

    /// <summary>A function without an address is patched.</summary>
    public string FunctionAddress { get; init; } = "kernel/livepatch/patch.c:165 klp_patch_object";

    /// <summary>A function is patched that is already.</summary>
    public required string FunctionPatched { get; init; }

    /// <summary>An object is patched that is already.</summary>
    public string ObjectPatched { get; init; } = "kernel/livepatch/patch.c:257 klp_patch_object";

    /// <summary>A function is unpatched of which there are no ops.</summary>
    public string OpsMissing { get; init; } = "kernel/livepatch/patch.c:137 __klp_unpatch_object";

    /// <summary>A function is unpatched that has no ftrace location any more.</summary>
    public string LocationMissing { get; init; } = "kernel/livepatch/patch.c:144 __klp_unpatch_object+0x1da/0x1f0";

    /// <summary>ftrace doesn't take the ops back.</summary>
    public string UnregisterFailed { get; init; } = "kernel/livepatch/patch.c:147 __klp_unpatch_object";

    /// <summary>ftrace doesn't take the function out of the filter.</summary>
    public string UnfilterFailed { get; init; } = "kernel/livepatch/patch.c:148 __klp_unpatch_object+0x1e8/0x1f0";

    /// <summary>An earlier state is asked for outside a transition.</summary>
    public string PreviousState { get; init; } = "kernel/livepatch/state.c:69 klp_get_prev_state";

    /// <summary>A shadow variable is attached twice.</summary>
    public string DuplicateShadow { get; init; } = "kernel/livepatch/shadow.c:165 __klp_shadow_get_or_alloc";
}
