using System;

namespace KlpShell.Core.Machine;

/// <summary>Unwinds a simulated task that touched memory which isn't there. It never leaves Core: the entrance turns it into a result.</summary>
internal sealed class OopsException(string reason, ulong address, bool fetched = false) : Exception(reason)
{
    /// <summary>True when code was to be run from there, false when it was only read: what the error code tells.</summary>
    public bool Fetched { get; } = fetched;

    /// <summary>The address that was touched.</summary>
    public ulong Address { get; } = address;
}
