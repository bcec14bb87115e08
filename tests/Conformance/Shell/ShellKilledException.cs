using System;

namespace KlpShell.Conformance.Shell;

/// <summary>The scenario's shell itself was killed: nothing more can be typed.</summary>
internal sealed class ShellKilledException() : Exception("the shell was killed by an oops");
