namespace KlpShell.Core.Abi;

/// <summary>Something that a rule found.</summary>
/// <param name="Rule">The rule, such as <c>ABI040</c>; see <see cref="Rules.AbiRules"/>.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="What">The first name of the entry that it is about; empty when it is about a whole file.</param>
/// <param name="File">The file; empty when there is none.</param>
/// <param name="Line">The line in the file, from 1; 0 when it is the whole file or there is none.</param>
/// <param name="Message">A sentence: what was found, and what to do.</param>
public sealed record AbiFinding(string Rule, AbiSeverity Severity, string What, string File, int Line, string Message)
{
    /// <summary>The reason for which it is suppressed; null when it is not.</summary>
    public string? SuppressedBecause { get; init; }

    /// <summary>File, line, rule and message on one line.</summary>
    public override string ToString() => $"{(File.Length == 0 ? What : File)}{(Line > 0 ? $":{Line}" : "")}: {Rule} {Message}";
}
