namespace System.Management.Automation;

public class PSDriveInfo(string name, ProviderInfo provider, string root, string description, PSCredential? credential)
{
    public string Name { get; } = name;
    public ProviderInfo Provider { get; } = provider;
    public string Root { get; } = root;
    public string Description { get; set; } = description;
    public PSCredential? Credential { get; } = credential;

    public override string ToString() => Name;
}
