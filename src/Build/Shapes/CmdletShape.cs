using System.Collections.Generic;

namespace KlpShell.Build.Shapes;

/// <summary>A cmdlet as its attributes describe it.</summary>
/// <param name="Verb">Its verb.</param>
/// <param name="Noun">Its noun.</param>
/// <param name="Sets">Its parameter sets, the default one first; one without a name where it has none.</param>
/// <param name="Rehearses">True where -WhatIf works the change out on a copy of the kernel.</param>
/// <param name="Parameters">Its parameters, -WhatIf and -Confirm with them, the other common ones not.</param>
public sealed record CmdletShape(string Verb, string Noun, IReadOnlyList<string> Sets, bool Rehearses, IReadOnlyList<ParameterShape> Parameters)
{
    /// <summary>Its name.</summary>
    public string Name => $"{Verb}-{Noun}";
}
