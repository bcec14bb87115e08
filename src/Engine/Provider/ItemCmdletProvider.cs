namespace System.Management.Automation.Provider;

public abstract class ItemCmdletProvider : DriveCmdletProvider
{
    protected virtual void GetItem(string path) => throw NotSupported();

    protected abstract bool IsValidPath(string path);

    protected virtual bool ItemExists(string path) => throw NotSupported();

    protected virtual void SetItem(string path, object? value) => throw NotSupported();
}
