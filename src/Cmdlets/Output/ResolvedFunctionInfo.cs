namespace KlpShell;

/// <summary>A function of a live patch as the kernel would have it once the patch is installed.</summary>
public sealed record ResolvedFunctionInfo
{
    /// <summary>The object: vmlinux, or a module.</summary>
    public string Object { get; internal init; } = "";

    /// <summary>The function that is replaced.</summary>
    public string OldName { get; internal init; } = "";

    /// <summary>Which of several of that name; 0 for the only one.</summary>
    public ulong SymbolPosition { get; internal init; }

    /// <summary>Where that is; 0 while its module isn't there.</summary>
    public ulong OldAddress { get; internal init; }

    /// <summary>Its length in bytes.</summary>
    public ulong OldSize { get; internal init; }

    /// <summary>The function that takes its place.</summary>
    public string NewName { get; internal init; } = "";

    /// <summary>Where that is, in a kernel in which nothing else is loaded meanwhile.</summary>
    public ulong NewAddress { get; internal init; }

    /// <summary>Its length in bytes.</summary>
    public ulong NewSize { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Object}:{OldName}";
}
