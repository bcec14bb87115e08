using System;

namespace KlpShell.Conformance.Shell.Files;

/// <summary>The process that made a system call was killed by an oops in it.</summary>
internal sealed class ProcessKilledException() : Exception("killed by an oops");
