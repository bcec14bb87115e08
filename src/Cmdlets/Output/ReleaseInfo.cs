using System.Collections.Generic;
using KlpShell.Core;

namespace KlpShell;

/// <summary>A livepatch core that there is evidence for.</summary>
public sealed record ReleaseInfo : INamed
{
    /// <summary>The name that New-KlpKernel takes.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The rules that it goes by.</summary>
    public Era Era { get; internal init; }

    /// <summary>The version of the kernel that it was recorded in.</summary>
    public string BaseVersion { get; internal init; } = "";

    /// <summary>What its livepatch core has, by the stable names of features, oldest first.</summary>
    public IReadOnlyList<string> Features { get; internal init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Name;

    string? INamed.NameFor(string kind) => kind == "Release" ? Name : null;
}
