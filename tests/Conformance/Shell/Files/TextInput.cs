using System;
using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Shell.Files;

/// <summary>Text that is there already: the end of a pipe, a here-document, or a scratch file opened for reading.</summary>
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

    /// <inheritdoc/>
    public override string? ReadLine()
    {
        if (_left.Length == 0) return null;
        int newline = _left.IndexOf('\n', StringComparison.Ordinal);
        string line = newline < 0 ? _left : _left[..newline];
        _left = newline < 0 ? "" : _left[(newline + 1)..];
        return line;
    }
}
