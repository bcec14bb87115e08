using System;
using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Shell.Files;

/// <summary>A file that is open for reading and for writing.</summary>
internal sealed class BothWays(OpenFile reads, OpenFile writes) : OpenFile
{
    private int _written;

    /// <inheritdoc/>
    public override bool WritesAtOnce => writes.WritesAtOnce;

    /// <inheritdoc/>
    public override Status Read(out string text)
    {
        // One place for both: what was written is behind it.
        Status status = reads.Read(out text);
        text = text[Math.Min(text.Length, _written)..];
        return status;
    }

    /// <inheritdoc/>
    public override Status Write(string text)
    {
        Status status = writes.Write(text);
        if (status.Succeeded) _written += text.Length;
        return status;
    }

    /// <inheritdoc/>
    public override void Close()
    {
        reads.Close();
        writes.Close();
    }
}
