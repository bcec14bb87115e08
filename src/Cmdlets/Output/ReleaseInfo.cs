using KlpShell.Core;

namespace KlpShell;

/// <summary>A livepatch core that there is evidence for.</summary>
public sealed record ReleaseInfo
{
    /// <summary>The name that New-KlpKernel takes.</summary>
    public required string Name { get; init; }

    /// <summary>The same name, by which New-KlpKernel takes it from the pipeline.</summary>
    public string Release => Name;

    /// <summary>The rules that it goes by.</summary>
    public required Era Era { get; init; }

    /// <summary>The version of the kernel that it was recorded in.</summary>
    public required string BaseVersion { get; init; }
}
