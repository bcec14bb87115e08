namespace System.Management.Automation.Language;

/// <summary>What a completer is shown of the command that is being typed: its text and its name.</summary>
public class CommandAst : CommandBaseAst
{
    private readonly string _name;

    internal CommandAst(IScriptExtent extent, string name) : base(extent) => _name = name;

    public string GetCommandName() => _name;
}
