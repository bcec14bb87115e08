using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;

namespace KlpShell.Core.Modules;

/// <summary>A parameter of a module.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">How its value is read.</param>
public sealed record ParameterDefinition(string Name, ParameterType Type)
{
    /// <summary>Its value when none is given.</summary>
    public Value Default { get; init; } = Type == ParameterType.String ? new Value(0, "") : default;

    /// <summary>The mode of its file under /sys/module/NAME/parameters; 0 for no file.</summary>
    public int Mode { get; init; } = 0x124;

    /// <summary>How many values an array takes at most; 0 for any number.</summary>
    public int MaxCount { get; init; }

    /// <summary>What runs when it is set, with the text as argument; its value is the errno, negated, or 0.</summary>
    public Body? OnSet { get; init; }
}
