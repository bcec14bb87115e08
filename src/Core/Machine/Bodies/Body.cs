using System.Collections.Immutable;

namespace KlpShell.Core.Machine.Bodies;

/// <summary>What a simulated function does, as data: a list of steps that is run from the first on.</summary>
public sealed class Body
{
    /// <summary>A function that does nothing and returns 0.</summary>
    public static Body Empty { get; } = new([]);

    /// <summary>Makes a body.</summary>
    /// <param name="steps">Its steps, in order.</param>
    public Body(ImmutableArray<Step> steps) => Steps = steps;

    /// <summary>The steps, in order.</summary>
    public ImmutableArray<Step> Steps { get; }

    /// <summary>A body of these steps.</summary>
    public static Body Of(params Step[] steps) => new([.. steps]);

    /// <summary>A body that returns a value at once.</summary>
    public static Body Returning(Value value) => Of(new ReturnStep(new Operand(OperandKind.Constant, value)));

    /// <summary>A body that prints text into the file being read.</summary>
    public static Body Printing(string text) => Of(new SeqPrintfStep(text));

    /// <summary>A body that is code of the host.</summary>
    public static Body FromHost(HostFunction function) => Of(new HostStep(function));
}
