using System.Globalization;

namespace KlpShell;

/// <summary>One layer over a function: a patch's replacement of it, or the function itself at the bottom.</summary>
public sealed record StackLayerInfo
{
    /// <summary>The patch; null for the function itself.</summary>
    public string? Patch { get; internal init; }

    /// <summary>The function whose code the layer is; null where there is no code.</summary>
    public string? Function { get; internal init; }

    /// <summary>Where that code is.</summary>
    public ulong Address { get; internal init; }

    /// <summary>True for a layer that an atomic replace added to run the original again.</summary>
    public bool Nop { get; internal init; }

    /// <summary>True for the layer that a call of a task runs that is on the newest side.</summary>
    public bool Runs { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Patch ?? "original"}: {Function ?? "no code"} at {Address:x16}{(Nop ? ", nop" : "")}{(Runs ? ", runs" : "")}");
}
