namespace System.Management.Automation;

public class PSCustomObject
{
    internal static readonly PSCustomObject Instance = new();

    private PSCustomObject() { }

    public override string ToString() => "";
}
