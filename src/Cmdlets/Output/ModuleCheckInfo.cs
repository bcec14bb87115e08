using KlpShell.Core.Vetting;

namespace KlpShell;

/// <summary>One check of a module's file, with its evidence.</summary>
public sealed record ModuleCheckInfo
{
    /// <summary>What was checked, such as Vermagic or Function.</summary>
    public string Check { get; internal init; } = "";

    /// <summary>What it came to.</summary>
    public CheckOutcome Outcome { get; internal init; }

    /// <summary>What it is about: a function, a symbol, an object; empty for the file.</summary>
    public string Subject { get; internal init; } = "";

    /// <summary>What was found, and where.</summary>
    public string Evidence { get; internal init; } = "";

    /// <summary>The byte of the file that says so; null where it isn't one.</summary>
    public long? Offset { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Check} {Outcome}: {Subject}";
}
