namespace KlpShell;

/// <summary>What a call of a function comes to.</summary>
public enum FunctionState
{
    /// <summary>Its own code runs, and nobody looks on.</summary>
    Original,
    /// <summary>Its own code runs; a hook sees the call.</summary>
    Hooked,
    /// <summary>Other code runs in its place.</summary>
    Patched,
    /// <summary>A call would crash: it is led to where there is no code.</summary>
    Broken,
    /// <summary>Its module isn't loaded.</summary>
    Absent,
}
