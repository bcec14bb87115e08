using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Histories.World;

/// <summary>The modules that patches are for, each in several builds: as it should be, without a function, with one that can't be traced, with an init that fails.</summary>
internal static class Targets
{
    /// <summary>Their names.</summary>
    public static string[] Names { get; } = ["tgt_mod", "tgt_two"];

    /// <summary>How many builds there are of each.</summary>
    public const int Builds = 5;

    /// <summary>The symbols of a module that a patch may replace.</summary>
    public static string[] Patchable(string module) => module == "tgt_mod" ? ["tgt_value", "tgt_second", "tgt_sleepy", "tgt_block", "tgt_twin"] : ["two_value", "two_second"];

    /// <summary>A build of a module.</summary>
    public static ModuleDefinition Build(string module, int build)
    {
        ModuleDefinition made = module == "tgt_mod" ? First(build) : Second(build);
        return build == 4 ? made with { Init = Body.Of([.. made.Init!.Steps[..^1], new ReturnStep(-19)]) } : made;
    }

    private static ModuleDefinition First(int build) => new("tgt_mod")
    {
        Signed = true,
        Parameters = [new ParameterDefinition("release", ParameterType.Bool) { Mode = 0x1A4 }, new ParameterDefinition("number", ParameterType.Int)],
        Functions =
        [
            Function("tgt_value"),
            Function(build == 1 ? "tgt_other" : "tgt_second") with { Traceable = build != 2 },
            Function("tgt_sleepy"),
            Function("tgt_block"),
            new("tgt_twin", Code.Of("tgt_twin1", Code.Original)),
            new("tgt_twin", Code.Of("tgt_twin2", Code.Original)),
            new("tgt_outer", Code.SystemCall(Code.Calls("tgt_value"), Code.Sleep(600), Code.Says("~"), Code.Calls(build == 1 ? "tgt_other" : "tgt_second"), Code.Calls("tgt_sleepy"), Code.Calls("alpha"))),
            new("tgt_wait", Body.Of(
                Code.Says("("), Code.Calls("tgt_value"), Code.Calls("tgt_block"), new StoreStep(0, Operand.Result), Code.Calls("alpha"), Code.Says(")"), new ReturnStep(Operand.Local(0)))),
        ],
        Variables = [VariableDefinition.Word("tgt_data", 5)],
        Init = Body.Of(Shell("("), new CallStep("tgt_value", Code.Shell), Shell(")"), new ReturnStep(0)),
        Exit = Body.Of(Shell("("), new CallStep("tgt_value", Code.Shell), Shell(")")),
    };

    private static ModuleDefinition Second(int build) => new("tgt_two")
    {
        Signed = build != 3,
        Depends = build == 2 ? ["tgt_mod"] : [],
        Functions =
        [
            Function("two_value"),
            Function(build == 1 ? "two_other" : "two_second"),
            new("two_outer", Code.SystemCall(Code.Calls("two_value"), Code.Sleep(1100, TaskState.Uninterruptible), Code.Says("~"), Code.Calls(build == 1 ? "two_other" : "two_second"))),
        ],
        Init = Body.Of(Shell("("), new CallStep("two_value", Code.Shell), Shell(")"), new ReturnStep(0)),
    };

    private static PrintkStep Shell(string what) => new(LogLevel.Information, Code.Mark + Code.Shell + " " + what);

    private static FunctionDefinition Function(string name) => new(name, Code.Of(name, Code.Original));
}
