namespace System.Management.Automation.Provider;

[AttributeUsage(AttributeTargets.Class)]
public sealed class CmdletProviderAttribute(string providerName, ProviderCapabilities providerCapabilities) : Attribute
{
    public string ProviderName { get; } = providerName;
    public ProviderCapabilities ProviderCapabilities { get; } = providerCapabilities;
}
