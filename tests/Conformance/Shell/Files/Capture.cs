using System.Text;
using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Shell.Files;

/// <summary>Output that is kept: a step's, the beginning of a pipe, or a scratch file's.</summary>
internal sealed class Capture(StringBuilder kept) : OpenFile
{
    /// <summary>Keeps it in a new place.</summary>
    public Capture()
        : this(new StringBuilder())
    {
    }

    /// <summary>What was written.</summary>
    public string Text => kept.ToString();

    /// <inheritdoc/>
    public override Status Write(string text)
    {
        kept.Append(text);
        return Status.Ok;
    }
}
