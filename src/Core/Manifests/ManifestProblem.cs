using System;
using System.Text;

namespace KlpShell.Core.Manifests;

/// <summary>One thing that is wrong in a manifest, with its place. Nothing in it holds control characters: what was found is shown escaped.</summary>
/// <param name="File">The file: the manifest, or one that it names.</param>
/// <param name="Line">The line, from 1; 0 when it is the whole file.</param>
/// <param name="Column">The character in the line, from 1; 0 when it is the whole line or file.</param>
/// <param name="Path">The place inside the document, such as <c>objects[0].functions[1].body[0]</c>; empty for the document itself.</param>
/// <param name="Id">What sort of problem it is.</param>
/// <param name="Found">What stands there, shortened; empty where nothing does.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Message">Both in a sentence, and what to do.</param>
/// <param name="LineText">The line's text, shortened around the column; empty where there is none.</param>
public sealed record ManifestProblem(
    string File,
    int Line,
    int Column,
    string Path,
    ManifestProblemId Id,
    string Found,
    string Expected,
    string Message,
    string LineText)
{
    /// <summary>Where the column is in <see cref="LineText"/>, from 1; 0 where there is none. It differs from <see cref="Column"/> when a long line was shortened.</summary>
    public int Caret { get; init; } = Column;

    /// <summary>As compilers write it, in one line: <c>file:line:column: path: message [Id]</c>.</summary>
    public override string ToString()
    {
        StringBuilder text = new(File);
        if (Line > 0) text.Append(':').Append(Line);
        if (Line > 0 && Column > 0) text.Append(':').Append(Column);
        text.Append(": ");
        if (Path.Length > 0) text.Append(Path).Append(": ");
        return text.Append(Message).Append(" [").Append(Id).Append(']').ToString();
    }

    /// <summary>The problem in one line, and below it the manifest's line with a caret under the place; without the latter where there is no line.</summary>
    public string Render()
    {
        if (LineText.Length == 0) return ToString();
        string number = Line.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string margin = new(' ', number.Length);
        StringBuilder text = new(ToString());
        text.Append('\n').Append(number).Append(" | ").Append(LineText);
        if (Caret > 0) text.Append('\n').Append(margin).Append(" | ").Append(' ', Math.Min(Caret - 1, LineText.Length)).Append('^');
        return text.ToString();
    }
}
