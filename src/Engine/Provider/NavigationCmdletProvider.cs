namespace System.Management.Automation.Provider;

public abstract class NavigationCmdletProvider : ContainerCmdletProvider
{
    protected virtual string GetChildName(string path) => path[(path.LastIndexOf('/') + 1)..];

    protected virtual string GetParentPath(string path, string root) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";

    protected virtual bool IsItemContainer(string path) => throw NotSupported();

    protected virtual string MakePath(string parent, string child) => parent.TrimEnd('/') + "/" + child.TrimStart('/');

    protected virtual string NormalizeRelativePath(string path, string basePath) => path;
}
