using System;

namespace KlpShell.Conformance.Shell.Files;

/// <summary>A system call that never comes back.</summary>
internal sealed class ProcessHungException(string reason) : Exception($"hangs for ever: {reason}");
