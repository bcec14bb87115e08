namespace KlpShell.Core.Livepatch;

/// <summary>What a relocation's place is counted from.</summary>
public enum RelocationBase
{
    /// <summary>A function or variable of the patch module.</summary>
    Symbol,
    /// <summary>The first byte of the patch module's memory.</summary>
    ModuleStart,
    /// <summary>The byte after the patch module's memory.</summary>
    ModuleEnd,
    /// <summary>A symbol of vmlinux, which is never a valid place.</summary>
    VmlinuxSymbol,
    /// <summary>Address 0: the offset is the address.</summary>
    Absolute,
}
