using KlpShell.Core.Livepatch;

namespace KlpShell.Histories.Model;

/// <summary>An entry of a patch: one function that it replaces, or a nop.</summary>
/// <param name="obj">The object that it is in.</param>
/// <param name="definition">What the author filled in; of the replaced entry, for a nop.</param>
/// <param name="meaning">The name that stands for the function; null where the entry finds none.</param>
/// <param name="version">What its code says of itself.</param>
internal sealed class ModelEntry(ModelObject obj, PatchFuncDefinition definition, string? meaning, string version)
{
    /// <summary>The object that it is in.</summary>
    public ModelObject Object { get; } = obj;

    /// <summary>What the author filled in.</summary>
    public PatchFuncDefinition Definition { get; } = definition;

    /// <summary>The name that stands for the function; null where the entry finds none.</summary>
    public string? Meaning { get; } = meaning;

    /// <summary>What its code says of itself.</summary>
    public string Version { get; } = version;

    /// <summary>True for a nop.</summary>
    public bool IsNop { get; init; }

    /// <summary>When it was hooked, as the number of the line that told of it; -1 while it isn't.</summary>
    public long Hooked { get; set; } = -1;

    /// <summary>Its patch.</summary>
    public ModelPatch Patch => Object.Patch;

    /// <summary>The order among entries that the same line told of.</summary>
    public int Order { get; init; }
}
