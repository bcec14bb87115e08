using System.Collections.Immutable;

namespace KlpShell.Core.Modules;

/// <summary>A variable in a module's memory. Relocations are written into such places, and bodies read them.</summary>
/// <param name="Name">Its symbol.</param>
/// <param name="Initial">Its bytes when the module is loaded, lowest address first.</param>
public sealed record VariableDefinition(string Name, ImmutableArray<byte> Initial)
{
    /// <summary>True for a constant in .rodata.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Whether other modules may use it.</summary>
    public ExportKind Export { get; init; }

    /// <summary>Its type in the symbol table: d, D, r, R, b or B.</summary>
    public char Type { get; init; } = 'd';

    /// <summary>A variable that holds one 64-bit number.</summary>
    public static VariableDefinition Word(string name, ulong value) => new(name, [.. System.BitConverter.GetBytes(value)]);
}
