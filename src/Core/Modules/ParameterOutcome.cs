using KlpShell.Core.Machine;

namespace KlpShell.Core.Modules;

/// <summary>What came of setting one parameter from the command line.</summary>
/// <param name="Status">Whether it was taken.</param>
/// <param name="IsArray">True for an array, whose text is cut at its first comma while it is read (param_array).</param>
internal readonly record struct ParameterOutcome(Status Status, bool IsArray);
