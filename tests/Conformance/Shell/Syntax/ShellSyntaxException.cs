using System;

namespace KlpShell.Conformance.Shell.Syntax;

/// <summary>A command that uses more of the shell's language than the player knows.</summary>
internal sealed class ShellSyntaxException(string problem) : Exception(problem);
