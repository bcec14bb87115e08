using System.Collections.Generic;
using KlpShell.Build.Markdown;

namespace KlpShell.Build.Pages;

/// <summary>An example: what it is about, the code, and what is to be said of it.</summary>
public sealed record HelpExample(string Title, Code Code, IReadOnlyList<Block> Remarks);
