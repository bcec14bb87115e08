using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>A patch of /proc/cmdline that registers and enables itself when it is loaded, and prints nothing: what the kernel's sample does.</summary>
internal static class SampleModule
{
    public const string Name = "livepatch_sample";

    private const string NewFunction = "livepatch_cmdline_proc_show";

    /// <summary>The module.</summary>
    public static ModuleDefinition Create() => new(Name)
    {
        Functions = [new FunctionDefinition(NewFunction, Body.Printing("this has been live patched\n"))],
        Patches = [new PatchDefinition { Objects = [new PatchObjectDefinition(null, [new PatchFuncDefinition("cmdline_proc_show", NewFunction)])] }],
        Init = Body.Of(
            new CallStep("klp_register_patch", 0, 0),
            new BranchStep(Operand.Local(0), 3),
            new ReturnStep(Operand.Local(0)),
            new CallStep("klp_enable_patch", 0, 0),
            new BranchStep(Operand.Local(0), 6),
            new CallStep("klp_unregister_patch", 0, 1),
            new ReturnStep(Operand.Local(0))),
        Exit = Body.Of(new CallStep("klp_disable_patch", 0), new CallStep("klp_unregister_patch", 0)),
    };
}
