namespace KlpShell;

/// <summary>What a plan is made for.</summary>
public enum PlanOperation
{
    /// <summary>As Enable-KlpPatch does it.</summary>
    Enable,
    /// <summary>As Disable-KlpPatch does it.</summary>
    Disable,
    /// <summary>As Add-KlpModule does it.</summary>
    Load,
    /// <summary>As Remove-KlpModule does it.</summary>
    Unload,
    /// <summary>As Register-KlpPatch does it.</summary>
    Register,
    /// <summary>As Unregister-KlpPatch does it.</summary>
    Unregister,
}
