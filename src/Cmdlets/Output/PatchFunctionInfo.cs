using KlpShell.Core.Livepatch;

namespace KlpShell;

/// <summary>A function that a patch replaces.</summary>
public sealed record PatchFunctionInfo
{
    /// <summary>The old function.</summary>
    public required string Name { get; init; }

    /// <summary>The function of the patch module that takes its place; null for a null pointer.</summary>
    public required string? NewName { get; init; }

    /// <summary>Where the old function is; 0 while the kernel hasn't looked.</summary>
    public required ulong Address { get; init; }

    /// <summary>Where the new function is.</summary>
    public required ulong NewAddress { get; init; }

    /// <summary>Whether calls are led to the new function by this patch.</summary>
    public required KlpState State { get; init; }

    /// <summary>Why the author thinks that old and new code may run side by side; null where nothing was said.</summary>
    public required string? SafeBecause { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
