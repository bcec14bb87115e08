using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Shell.Files;

/// <summary>/dev/null.</summary>
internal sealed class NullFile : OpenFile
{
    /// <inheritdoc/>
    public override Status Read(out string text)
    {
        text = "";
        return Status.Ok;
    }

    /// <inheritdoc/>
    public override Status Write(string text) => Status.Ok;
}
