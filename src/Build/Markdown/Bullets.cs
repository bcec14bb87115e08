using System.Collections.Generic;

namespace KlpShell.Build.Markdown;

/// <summary>A list; each item is running text.</summary>
public sealed record Bullets(int Line, IReadOnlyList<string> Items) : Block(Line);
