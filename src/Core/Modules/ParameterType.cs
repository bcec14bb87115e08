namespace KlpShell.Core.Modules;

/// <summary>The types of module parameter that the simulator reads (include/linux/moduleparam.h).</summary>
public enum ParameterType
{
    /// <summary>charp: any text.</summary>
    String,
    /// <summary>bool: y, Y, 1, n, N, 0, on, off; shown as Y or N. No value means true.</summary>
    Bool,
    /// <summary>int: decimal, 0x hexadecimal or 0 octal.</summary>
    Int,
    /// <summary>uint.</summary>
    UInt,
    /// <summary>ulong.</summary>
    ULong,
    /// <summary>An array of int, separated by commas.</summary>
    IntArray,
    /// <summary>Whatever the module's own set function makes of it.</summary>
    Callback,
}
