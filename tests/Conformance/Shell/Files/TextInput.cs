using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Shell.Files;

/// <summary>Text that is there already: the end of a pipe, or a scratch file opened for reading.</summary>
internal sealed class TextInput(string text) : OpenFile
{
    private string _left = text;

    /// <inheritdoc/>
    public override Status Read(out string text)
    {
        text = _left;
        _left = "";
        return Status.Ok;
    }
}
