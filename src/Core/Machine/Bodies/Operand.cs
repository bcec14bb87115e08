namespace KlpShell.Core.Machine.Bodies;

/// <summary>A value that a step takes: a constant, or something that is read when the step runs.</summary>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Constant">The value of a constant; the number of a local.</param>
/// <param name="Name">The parameter's or variable's name.</param>
public readonly record struct Operand(OperandKind Kind, Value Constant = default, string? Name = null)
{
    /// <summary>What the last call returned.</summary>
    public static Operand Result => new(OperandKind.Result);

    /// <summary>The argument that the function was called with.</summary>
    public static Operand Argument => new(OperandKind.Argument);

    /// <summary>A number that is written in the body.</summary>
    public static implicit operator Operand(long number) => new(OperandKind.Constant, number);

    /// <summary>A string that is written in the body.</summary>
    public static implicit operator Operand(string text) => new(OperandKind.Constant, text);

    /// <summary>A local of the frame.</summary>
    public static Operand Local(int index) => new(OperandKind.Local, index);

    /// <summary>A parameter of the function's module.</summary>
    public static Operand Parameter(string name) => new(OperandKind.Parameter, default, name);

    /// <summary>A variable of the function's module.</summary>
    public static Operand Variable(string name) => new(OperandKind.Variable, default, name);
}
