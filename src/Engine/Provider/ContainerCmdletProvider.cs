namespace System.Management.Automation.Provider;

public abstract class ContainerCmdletProvider : ItemCmdletProvider
{
    protected virtual void GetChildItems(string path, bool recurse) => throw NotSupported();

    protected virtual void GetChildNames(string path, ReturnContainers returnContainers) => throw NotSupported();

    protected virtual bool HasChildItems(string path) => throw NotSupported();
}
