namespace System.Management.Automation.Language;

/// <summary>A completer is handed one; what stands in the line is in the bound parameters.</summary>
public class CommandAst
{
    internal CommandAst() { }
}
