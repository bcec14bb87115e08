using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>tgt_mod, the ordinary module whose functions are patched. Its init and exit call its own functions, so that they show who runs.</summary>
internal static class TargetModule
{
    public const string Name = "tgt_mod";

    private const int NoDevice = -19;
    private const int FirstTwin = 3;
    private const int SecondTwin = 4;

    /// <summary>The module.</summary>
    public static ModuleDefinition Create() => new(Name)
    {
        Parameters = [new ParameterDefinition("fail_init", ParameterType.Bool)],
        Functions =
        [
            new FunctionDefinition("tgt_value", Body.Returning("original value")),
            new FunctionDefinition("tgt_second", Body.Returning("original second")),
            new FunctionDefinition("tgt_notrace", Body.Returning("original notrace")) { Traceable = false },
            new FunctionDefinition("tgt_twin", Body.Returning(1)),
            new FunctionDefinition("tgt_twin", Body.Returning(2)),
            Caller("tgt_twin_a", FirstTwin),
            Caller("tgt_twin_b", SecondTwin),
            Shower("value_show", "tgt_value"),
            Shower("second_show", "tgt_second"),
            Shower("notrace_show", "tgt_notrace"),
            new FunctionDefinition("twin_show", Body.Of(
                new CallStep("tgt_twin_a", default, 0),
                new CallStep("tgt_twin_b", default, 1),
                new SeqPrintfStep(new Template("a={0} b={1}\n", [Operand.Local(0), Operand.Local(1)])))),
        ],
        Variables = [VariableDefinition.Word("tgt_data", 5)],
        InitSymbol = "tgt_init",
        ExitSymbol = "tgt_exit",
        Imports = ["PDE_DATA", "__fentry__", "param_ops_bool", "printk", "proc_create_data", "proc_mkdir", "proc_remove", "seq_lseek", "seq_printf", "seq_read", "single_open", "single_release"],
        Files =
        [
            new FileDefinition("/proc/tgt/value", "value_show"),
            new FileDefinition("/proc/tgt/second", "second_show"),
            new FileDefinition("/proc/tgt/notrace", "notrace_show"),
            new FileDefinition("/proc/tgt/twin", "twin_show"),
        ],
        Init = Body.Of(
            new CallStep("tgt_value", default, 0),
            new CallStep("tgt_second", default, 1),
            new PrintkStep(LogLevel.Information, new Template(
                $"{Name}: tgt_init: value='{{0}}' second='{{1}}' data={{2}}",
                [Operand.Local(0), Operand.Local(1), Operand.Variable("tgt_data")])),
            new BranchStep(Operand.Parameter("fail_init"), 5),
            new ReturnStep(NoDevice)),
        Exit = Body.Of(
            new CallStep("tgt_value", default, 0),
            new PrintkStep(LogLevel.Information, new Template($"{Name}: tgt_exit: value='{{0}}'", [Operand.Local(0)]))),
    };

    private static FunctionDefinition Shower(string name, string function) =>
        new(name, Body.Of(new CallStep(function), new SeqPrintfStep(new Template("{0}\n", [Operand.Result]))));

    // Two functions of one name: the callers know theirs by its place, as a linker does.
    private static FunctionDefinition Caller(string name, int function) => new(name, Body.FromHost((kernel, task, _) => CallAt(kernel, task, function)));

    private static Value CallAt(Kernel kernel, KernelTask task, int function) =>
        kernel.CallNested(task, kernel.Modules.Find(Name)!.Layout.FunctionAddresses[function]);
}
