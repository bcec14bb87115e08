namespace System.Management.Automation.Language;

public abstract class CommandBaseAst : StatementAst
{
    private protected CommandBaseAst(IScriptExtent extent) : base(extent) { }
}
