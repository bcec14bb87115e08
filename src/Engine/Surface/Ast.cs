namespace System.Management.Automation.Language;

public abstract class Ast
{
    private protected Ast(IScriptExtent extent) => Extent = extent;

    public IScriptExtent Extent { get; }

    public override string ToString() => Extent.Text;
}
