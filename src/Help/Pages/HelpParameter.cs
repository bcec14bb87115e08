using System.Collections.Generic;
using KlpShell.Help.Markdown;

namespace KlpShell.Help.Pages;

/// <summary>What a page says of a parameter: the text, and what it is when it is left out, where that is a value.</summary>
public sealed record HelpParameter(string Name, IReadOnlyList<Block> Text, string? Default);
