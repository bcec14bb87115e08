namespace System.Management.Automation.Language;

public abstract class StatementAst : Ast
{
    private protected StatementAst(IScriptExtent extent) : base(extent) { }
}
