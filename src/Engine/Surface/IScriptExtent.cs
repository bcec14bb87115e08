namespace System.Management.Automation.Language;

public interface IScriptExtent
{
    string? File { get; }
    int StartLineNumber { get; }
    int StartColumnNumber { get; }
    int EndLineNumber { get; }
    int EndColumnNumber { get; }
    string Text { get; }
    int StartOffset { get; }
    int EndOffset { get; }
}
