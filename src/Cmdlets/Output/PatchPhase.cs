namespace KlpShell;

/// <summary>Where a patch is in its life.</summary>
public enum PatchPhase
{
    /// <summary>Its code doesn't run.</summary>
    Disabled,
    /// <summary>Tasks switch to its code, one by one.</summary>
    Patching,
    /// <summary>Its code runs.</summary>
    Enabled,
    /// <summary>Tasks switch back from its code, one by one.</summary>
    Unpatching,
}
