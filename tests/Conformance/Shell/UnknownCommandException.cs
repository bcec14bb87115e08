using System;

namespace KlpShell.Conformance.Shell;

/// <summary>A command, or a use of one, that the player doesn't know.</summary>
internal sealed class UnknownCommandException(string problem) : Exception(problem);
