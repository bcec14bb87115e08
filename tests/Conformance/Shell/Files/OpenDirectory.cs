using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Shell.Files;

/// <summary>A directory that is open: it can be closed again, and that is all.</summary>
internal sealed class OpenDirectory : OpenFile
{
    /// <inheritdoc/>
    public override Status Read(out string text)
    {
        text = "";
        return Status.Refused(Errno.EISDIR, Refusal.IsADirectory);
    }
}
