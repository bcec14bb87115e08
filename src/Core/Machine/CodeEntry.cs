using KlpShell.Core.Machine.Bodies;

namespace KlpShell.Core.Machine;

/// <summary>A simulated function at its address. Immutable, so that clones share it.</summary>
/// <param name="Address">Where it begins, in the running kernel.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Name">Its symbol.</param>
/// <param name="Module">The module that it belongs to, or null for vmlinux.</param>
/// <param name="Body">What it does.</param>
public sealed record CodeEntry(ulong Address, ulong Size, string Name, string? Module, Body Body);
