namespace System.Management.Automation.Provider;

public abstract class ContainerCmdletProvider : ItemCmdletProvider
{
    protected virtual void CopyItem(string path, string copyPath, bool recurse) => throw NotSupported();

    protected virtual void GetChildItems(string path, bool recurse, uint depth) => throw NotSupported();

    protected virtual void GetChildItems(string path, bool recurse) => throw NotSupported();

    protected virtual void GetChildNames(string path, ReturnContainers returnContainers) => throw NotSupported();

    protected virtual bool HasChildItems(string path) => throw NotSupported();

    protected virtual void NewItem(string path, string itemTypeName, object? newItemValue) => throw NotSupported();

    protected virtual void RemoveItem(string path, bool recurse) => throw NotSupported();

    protected virtual void RenameItem(string path, string newName) => throw NotSupported();
}
