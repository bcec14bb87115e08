namespace KlpShell.Core.Machine;

/// <summary>One entrance into a function, as a task's journal keeps it.</summary>
/// <param name="Called">The address that was called.</param>
/// <param name="Ran">The address of the code that ran; another than <paramref name="Called"/> where a hook moved the instruction pointer.</param>
public readonly record struct Execution(ulong Called, ulong Ran);
