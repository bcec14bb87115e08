namespace System.Management.Automation;

public class ProviderInfo
{
    internal static readonly ProviderInfo FileSystem = new("FileSystem");

    internal ProviderInfo(string name) => Name = name;

    protected ProviderInfo(ProviderInfo providerInfo) => Name = providerInfo.Name;

    public string Name { get; }

    public override string ToString() => Name;
}
