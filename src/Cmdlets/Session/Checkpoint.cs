using KlpShell.Core;

namespace KlpShell.Session;

/// <summary>A snapshot of a kernel: a clone that nobody runs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kernel">The clone.</param>
/// <param name="Number">Counts the snapshots of a kernel, from 1.</param>
internal sealed record Checkpoint(string Name, Kernel Kernel, int Number);
