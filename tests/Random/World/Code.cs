using System;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;

namespace KlpShell.Histories.World;

/// <summary>
/// Bodies that say in the log what runs, and for whom: <c>run TASK FUNCTION:VERSION</c>. Whoever calls passes its own name along, so that
/// the log is a record of all executions that nothing in the simulator's own books goes into.
/// </summary>
internal static class Code
{
    /// <summary>How a line of that record begins.</summary>
    public const string Mark = "run ";

    /// <summary>How a line about what a call into the kernel returned begins.</summary>
    public const string Returned = "ret ";

    /// <summary>The version of code that was there from the start.</summary>
    public const string Original = "-";

    /// <summary>The name that the shell goes by in the record.</summary>
    public const string Shell = "sh";

    /// <summary>The name that a reader of a file goes by, which passes no name along.</summary>
    public const string Nobody = "0";

    /// <summary>The body of a function of a name, in a version.</summary>
    public static Body Of(string function, string version) => function switch
    {
        "sleepy" or "tgt_sleepy" => Body.Of(Says(function, version), new SleepStep(TimeSpan.FromMilliseconds(1500), TaskState.Interruptible), Says("~"), new ReturnStep(0)),
        "dozy" => Body.Of(Says(function, version), new SleepStep(TimeSpan.FromMilliseconds(2500), TaskState.Uninterruptible), Says("~"), new ReturnStep(0)),
        "nested" => Body.Of(Says(function, version), Calls("alpha"), Sleep(400), Says("~"), Calls("beta"), new ReturnStep(0)),
        "tgt_block" when version == Original => Body.Of(Says(function, version), new WaitStep("release", TaskState.Interruptible), new StoreStep(0, Operand.Result), Says("~"), new ReturnStep(Operand.Local(0))),
        _ => Body.Of(Says(function, version), new ReturnStep(1)),
    };

    /// <summary>A system call: it says when it begins and ends, and its steps are between.</summary>
    public static Body SystemCall(params Step[] steps) => Body.Of([Says("("), .. steps, Says(")"), new ReturnStep(0)]);

    /// <summary>A step that calls a function for the same task.</summary>
    public static CallStep Calls(string function) => new(function, Operand.Argument);

    /// <summary>A step that sleeps.</summary>
    public static SleepStep Sleep(int milliseconds, TaskState how = TaskState.Interruptible) => new(TimeSpan.FromMilliseconds(milliseconds), how);

    /// <summary>A step that says something for the task.</summary>
    public static PrintkStep Says(string what) => new(LogLevel.Information, new Template(Mark + "{0} " + what, [Operand.Argument]));

    /// <summary>A body that calls a livepatch function for a module's first patch, and says what it returned.</summary>
    public static Body CallsCore(string module, string function) => Body.Of([.. CoreCall(module, function), new ReturnStep(Operand.Local(0))]);

    /// <summary>The steps of such a call: the value is kept in a local.</summary>
    public static Step[] CoreCall(string module, string function, int local = 0) =>
    [
        new CallStep(function, 0, local),
        new PrintkStep(LogLevel.Information, new Template($"{Returned}{module} {function} {{0}}", [Operand.Local(local)])),
    ];

    private static PrintkStep Says(string function, string version) => Says(function + ":" + version);
}
