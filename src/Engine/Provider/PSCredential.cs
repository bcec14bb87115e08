namespace System.Management.Automation;

/// <summary>Only the type: drives name it in their constructor. There is nothing here to log in to.</summary>
public sealed class PSCredential
{
    private PSCredential() { }
}
