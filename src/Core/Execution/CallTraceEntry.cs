using System.Collections.Generic;

namespace KlpShell.Core.Execution;

/// <summary>One step of the way that a call took: the entry bytes, the trampoline behind them, and the code that ran in the end.</summary>
/// <param name="Depth">How many functions deep the call was made; 0 for the outermost.</param>
/// <param name="Called">The address that was called.</param>
/// <param name="CalledName">Its symbol.</param>
/// <param name="EntryBytes">The five bytes at its ftrace location, as hexadecimal; null where it has none.</param>
/// <param name="Trampoline">Where the call in those bytes goes; 0 for a NOP.</param>
/// <param name="Handlers">Whose handlers ran there, in their order.</param>
/// <param name="Ran">The address of the code that ran.</param>
/// <param name="RanName">Its symbol.</param>
public sealed record CallTraceEntry(
    int Depth,
    ulong Called,
    string CalledName,
    string? EntryBytes,
    ulong Trampoline,
    IReadOnlyList<string> Handlers,
    ulong Ran,
    string RanName);
