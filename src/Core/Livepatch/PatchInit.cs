using KlpShell.Core.Machine.Bodies;

namespace KlpShell.Core.Livepatch;

/// <summary>The init and exit functions that livepatch modules have (samples/livepatch/livepatch-sample.c).</summary>
public static class PatchInit
{
    /// <summary>Registers the module's first patch, enables it, and unregisters it when that failed; the error is the module's.</summary>
    public static Body RegisterAndEnable { get; } = Body.Of(
        new CallStep("klp_register_patch", 0),
        new BranchStep(Operand.Result, 3),
        new ReturnStep(Operand.Result),
        new CallStep("klp_enable_patch", 0),
        new BranchStep(Operand.Result, 8),
        new StoreStep(0, Operand.Result),
        new CallStep("klp_unregister_patch", 0),
        new ReturnStep(Operand.Local(0)),
        new ReturnStep(0));

    /// <summary>Enables the module's first patch, the only call of the consistency era; the value is the module's.</summary>
    public static Body Enable { get; } = Body.Of(new CallStep("klp_enable_patch", 0), new ReturnStep(Operand.Result));

    /// <summary>Disables and unregisters the module's first patch: the exit of the first releases.</summary>
    public static Body DisableAndUnregister { get; } = Body.Of(new CallStep("klp_disable_patch", 0), new CallStep("klp_unregister_patch", 0));

    /// <summary>Registers the module's first patch, and leaves enabling it to others.</summary>
    public static Body RegisterOnly { get; } = Body.Of(new CallStep("klp_register_patch", 0), new ReturnStep(Operand.Result));
}
