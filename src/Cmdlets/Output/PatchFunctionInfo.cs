using KlpShell.Core.Livepatch;

namespace KlpShell;

/// <summary>A function that a patch replaces.</summary>
public sealed record PatchFunctionInfo
{
    /// <summary>The old function.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The function of the patch module that takes its place; null for a null pointer.</summary>
    public string? NewName { get; internal init; }

    /// <summary>True for one that an atomic replace added, to run the original again; it is there only while tasks switch.</summary>
    public bool Nop { get; internal init; }

    /// <summary>Which of several symbols of that name it replaces, from 1; 0 where the author left it open.</summary>
    public ulong Position { get; internal init; }

    /// <summary>Where the old function is; 0 while the kernel hasn't looked.</summary>
    public ulong Address { get; internal init; }

    /// <summary>Where the new function is.</summary>
    public ulong NewAddress { get; internal init; }

    /// <summary>Whether calls are led to the new function by this patch.</summary>
    public KlpState State { get; internal init; }

    /// <summary>Why the author thinks that old and new code may run side by side; null where nothing was said.</summary>
    public string? SafeBecause { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
