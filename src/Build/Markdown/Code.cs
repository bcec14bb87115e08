namespace KlpShell.Build.Markdown;

/// <summary>Code or output between fences, with the words behind the opening fence.</summary>
public sealed record Code(int Line, string Language, string Text) : Block(Line)
{
    /// <summary>True for code that the tests run.</summary>
    public bool IsRun => Language is "powershell" or "powershell pwsh";

    /// <summary>True for code that only pwsh can run.</summary>
    public bool IsForPwsh => Language == "powershell pwsh";
}
