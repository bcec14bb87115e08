using KlpShell.Core.Machine.Bodies;

namespace KlpShell.Core.Livepatch;

/// <summary>What an object of a patch runs around its patching (struct klp_callbacks, consistency era). Each is called with the object's name.</summary>
public sealed record PatchCallbacks
{
    /// <summary>Before the object's functions are patched; a value other than 0 refuses the patching, and is what the enabling returns.</summary>
    public Body? PrePatch { get; init; }

    /// <summary>After all tasks have switched to the new functions.</summary>
    public Body? PostPatch { get; init; }

    /// <summary>Before tasks are asked to switch back.</summary>
    public Body? PreUnpatch { get; init; }

    /// <summary>After the object's functions are gone; only where pre_patch succeeded.</summary>
    public Body? PostUnpatch { get; init; }
}
