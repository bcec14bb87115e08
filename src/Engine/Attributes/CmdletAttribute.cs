namespace System.Management.Automation;

public sealed class CmdletAttribute(string verbName, string nounName) : CmdletCommonMetadataAttribute
{
    public string VerbName { get; } = verbName;
    public string NounName { get; } = nounName;
}
