namespace KlpShell.Core.Machine.Bodies;

/// <summary>Where an operand's value comes from.</summary>
public enum OperandKind
{
    /// <summary>It is written in the body.</summary>
    Constant,
    /// <summary>What the last call returned.</summary>
    Result,
    /// <summary>A local of the frame.</summary>
    Local,
    /// <summary>A parameter of the function's module.</summary>
    Parameter,
    /// <summary>A variable in the module's data, read as a 64-bit number.</summary>
    Variable,
    /// <summary>The argument that the function was called with.</summary>
    Argument,
}
