using System;

namespace KlpShell.Core.Execution.MachineCode;

/// <summary>The processor has come to something that the simulator doesn't follow. It never leaves the processor.</summary>
internal sealed class OpaqueException(string message) : Exception(message);
