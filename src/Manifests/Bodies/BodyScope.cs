using System.Collections.Generic;

namespace KlpShell.Manifests.Bodies;

/// <summary>The names that the bodies of one module can use: those of its parameters and variables. Functions of vmlinux have none.</summary>
internal sealed class BodyScope
{
    /// <summary>The module's parameters.</summary>
    public HashSet<string> Parameters { get; } = new(System.StringComparer.Ordinal);

    /// <summary>The module's variables.</summary>
    public HashSet<string> Variables { get; } = new(System.StringComparer.Ordinal);
}
