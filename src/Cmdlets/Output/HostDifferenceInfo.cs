using KlpShell.Core.Hosts;

namespace KlpShell;

/// <summary>Something on a captured host that isn't as it is expected.</summary>
public sealed record HostDifferenceInfo
{
    /// <summary>Which kind it is, by a name that stays.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>How much it weighs.</summary>
    public HostSeverity Severity { get; internal init; }

    /// <summary>The patch, function, module, task or file that it is about.</summary>
    public string Subject { get; internal init; } = "";

    /// <summary>The simulated kernel; null where none was made.</summary>
    public string? Kernel { get; internal init; }

    /// <summary>What is so, as a sentence.</summary>
    public string Message { get; internal init; } = "";

    /// <summary>What was expected.</summary>
    public string Expected { get; internal init; } = "";

    /// <summary>What was found.</summary>
    public string Found { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Subject}: {Message}";
}
