namespace KlpShell.Core.Abi;

/// <summary>One field of an entry, as it stands in the file.</summary>
/// <param name="Kind">Which field it is. Only a tag that is spelled right has a kind; <c>Contacts:</c> is <see cref="AbiFieldKind.Other"/>.</param>
/// <param name="Tag">The tag as written, without its colon.</param>
/// <param name="Text">The value as the kernel's tool keeps it: lines joined by LF, each without the blanks before it (a description keeps the indent beyond that of its first line, and is without the blank lines around it).</param>
/// <param name="Line">The line of the tag, from 1.</param>
/// <param name="Span">Its bytes: from the tag to the next one, ends of lines included.</param>
public sealed record AbiField(AbiFieldKind Kind, string Tag, string Text, int Line, AbiSpan Span);
