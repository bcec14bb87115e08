using System.Collections.Generic;
using KlpShell.Build.Markdown;

namespace KlpShell.Build.Pages;

/// <summary>What a page says of a parameter: the text, and what it is when it is left out, where that is a value.</summary>
public sealed record HelpParameter(string Name, IReadOnlyList<Block> Text, string? Default);
