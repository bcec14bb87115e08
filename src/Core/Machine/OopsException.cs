using System;

namespace KlpShell.Core.Machine;

/// <summary>Unwinds a simulated task that touched memory which isn't there. It never leaves Core: the entrance turns it into a result.</summary>
internal sealed class OopsException(string reason, ulong address) : Exception(reason)
{
    /// <summary>The address that was touched.</summary>
    public ulong Address { get; } = address;
}
