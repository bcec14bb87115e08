namespace KlpShell.Core.ModuleFiles;

/// <summary>A part of a module's memory that was allocated for itself.</summary>
/// <param name="Kind">What is in it, such as <c>text</c> or <c>init data</c>.</param>
/// <param name="Address">Where it begins.</param>
/// <param name="Size">How many bytes, whole pages.</param>
/// <param name="TextEnd">Where its code ends (6.1 measures functions by that); the end of the region where kinds are allocated apart.</param>
/// <param name="IsInit">True for what is freed once the init function is through.</param>
public sealed record ImageRegion(string Kind, ulong Address, ulong Size, ulong TextEnd, bool IsInit)
{
    /// <summary>True when an address lies in it.</summary>
    public bool Contains(ulong address) => address - Address < Size;
}
