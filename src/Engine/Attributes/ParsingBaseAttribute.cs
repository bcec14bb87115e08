namespace System.Management.Automation.Internal;

public abstract class ParsingBaseAttribute : CmdletMetadataAttribute
{
    internal ParsingBaseAttribute() { }
}
