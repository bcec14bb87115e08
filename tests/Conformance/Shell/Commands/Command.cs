using System;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>A command that the player knows.</summary>
/// <param name="Run">What it does; its value is the exit status.</param>
/// <param name="Builtin">True where the shell does it itself, so that an oops in it takes the shell along.</param>
internal sealed record Command(Func<CommandContext, int> Run, bool Builtin = false);
