namespace KlpShell;

/// <summary>A system state of a patch as it was at one moment (struct klp_state).</summary>
public sealed record SystemStateInfo : INamed
{
    /// <summary>The patch.</summary>
    public string Patch { get; internal init; } = "";

    /// <summary>The kernel that it is in.</summary>
    public string Kernel { get; internal init; } = "";

    /// <summary>Its number.</summary>
    public ulong Id { get; internal init; }

    /// <summary>Its version: a later patch must carry the same state with a version that is not lower.</summary>
    public uint Version { get; internal init; }

    /// <summary>What the callbacks keep in it: a number or a text.</summary>
    public object Data { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{Id}: {Version}";

    string? INamed.NameFor(string kind) => kind is "Patch" or "Module" ? Patch : null;
}
