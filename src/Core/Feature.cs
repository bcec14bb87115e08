using System.Collections.Immutable;

namespace KlpShell.Core;

/// <summary>Something that a livepatch core has or hasn't got, with the place that shows it.</summary>
/// <param name="Name">A stable name, such as <c>sysfs-transition</c>.</param>
/// <param name="ShippedIn">The first version of Linux that had it. The KernelVersion of an ABI entry may say another.</param>
/// <param name="Evidence">The file and function of the kernel, or the recording, that shows it.</param>
public sealed record Feature(string Name, string ShippedIn, string Evidence)
{
    /// <summary>The paths in sysfs that come with it, as the ABI documents write them.</summary>
    public ImmutableArray<string> AbiPaths { get; init; } = [];

    /// <summary>The first version of Linux that no longer had it; null while it is there.</summary>
    public string? GoneIn { get; init; }
}
