using System;

namespace KlpShell.Core.Machine;

/// <summary>Code of the host failed in the middle of a simulated function. The kernel is in no state to go on: whoever entered it takes one that was cloned before.</summary>
/// <param name="function">The function that it stood in for.</param>
/// <param name="cause">How it failed.</param>
public sealed class HostCodeException(string function, Exception cause) : Exception($"what stands in for {function} failed", cause)
{
    /// <summary>The function that it stood in for.</summary>
    public string Function => function;
}
