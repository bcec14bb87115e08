namespace KlpShell.Core.Livepatch;

/// <summary>The state of a patch, an object or a function (enum klp_state).</summary>
public enum KlpState
{
    Disabled = 0,
    Enabled = 1,
}
