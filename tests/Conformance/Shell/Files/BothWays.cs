using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Shell.Files;

/// <summary>A file that is open for reading and for writing.</summary>
internal sealed class BothWays(OpenFile reads, OpenFile writes) : OpenFile
{
    /// <inheritdoc/>
    public override bool WritesAtOnce => writes.WritesAtOnce;

    /// <inheritdoc/>
    public override Status Read(out string text) => reads.Read(out text);

    /// <inheritdoc/>
    public override string? ReadLine() => reads.ReadLine();

    /// <inheritdoc/>
    public override Status Write(string text) => writes.Write(text);

    /// <inheritdoc/>
    public override void Close()
    {
        reads.Close();
        writes.Close();
    }
}
