namespace KlpShell.Core.Livepatch;

/// <summary>One replaced function (struct klp_func).</summary>
/// <param name="OldName">The symbol of the function to replace.</param>
/// <param name="NewFunction">The function of the patch module that takes its place; null is a null pointer.</param>
public sealed record PatchFuncDefinition(string OldName, string? NewFunction)
{
    /// <summary>True when the pointer to the old name is null, which the consistency era refuses; <see cref="OldName"/> is ignored then.</summary>
    public bool WithoutOldName { get; init; }

    /// <summary>Where the author saw the function in vmlinux (original and stacking eras); 0 for no hint.</summary>
    public ulong OldAddress { get; init; }

    /// <summary>Where the new function is, in a module that was read from a file; 0 to look <see cref="NewFunction"/> up.</summary>
    public ulong NewAddress { get; init; }

    /// <summary>Which of several symbols of that name, counted from 1 by address; 0 where it must be the only one (consistency era).</summary>
    public ulong SymbolPosition { get; init; }

    /// <summary>The author's word on why old and new code may run side by side, such as <c>conditional_check</c>; null where nothing was said.</summary>
    public string? SafeBecause { get; init; }
}
