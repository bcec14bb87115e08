using System.Collections.Generic;

namespace KlpShell.Build.Markdown;

/// <summary>A table; the first row is its heading.</summary>
public sealed record Table(int Line, IReadOnlyList<IReadOnlyList<string>> Rows) : Block(Line);
