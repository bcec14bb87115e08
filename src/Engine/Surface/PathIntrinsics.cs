namespace System.Management.Automation;

public sealed class PathIntrinsics
{
    private static readonly Buffers.SearchValues<char> s_letters = Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    private readonly Session _session;

    internal PathIntrinsics(Session session) => _session = session;

    public PathInfo CurrentLocation => new(_session.Location);
    public PathInfo CurrentFileSystemLocation => CurrentLocation;

    public string GetUnresolvedProviderPathFromPSPath(string path)
    {
        if (path.IndexOf(':') is > 1 and var colon && path.AsSpan(0, colon).IndexOfAnyExcept(s_letters) < 0)
            throw new ItemNotFoundException($"klpsh has no drive '{path[..colon]}:', only files of this machine. In pwsh there is klp:, and here Get-KlpSysfs and Set-KlpSysfs do the same: Get-KlpSysfs /sys/kernel/livepatch.").With("DriveNotFound", ErrorCategory.ObjectNotFound, path[..colon]);
        if (path.StartsWith('~')) path = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..];
        return IO.Path.GetFullPath(path.Replace('\\', '/'), _session.Location);
    }

    public string GetUnresolvedProviderPathFromPSPath(string path, out ProviderInfo provider, out PSDriveInfo drive)
    {
        (provider, drive) = (ProviderInfo.FileSystem, new PSDriveInfo("/", ProviderInfo.FileSystem, "/", "", null));
        return GetUnresolvedProviderPathFromPSPath(path);
    }

    public Collection<string> GetResolvedProviderPathFromPSPath(string path, out ProviderInfo provider)
    {
        provider = ProviderInfo.FileSystem;
        var full = GetUnresolvedProviderPathFromPSPath(path);
        if (!WildcardPattern.ContainsWildcardCharacters(path))
            return IO.Path.Exists(full) ? [full] : throw new ItemNotFoundException($"Cannot find path '{full}' because it does not exist.").With("PathNotFound", ErrorCategory.ObjectNotFound, full);
        var found = new Collection<string> { "/" };
        foreach (var part in full.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = new Collection<string>();
            foreach (var folder in found)
                if (!WildcardPattern.ContainsWildcardCharacters(part)) { if (IO.Path.Exists(Combine(folder, part))) next.Add(Combine(folder, part)); }
                else if (IO.Directory.Exists(folder))
                    foreach (var entry in Sorted(IO.Directory.GetFileSystemEntries(folder)))
                        if (new WildcardPattern(part, WildcardOptions.IgnoreCase).IsMatch(IO.Path.GetFileName(entry))) next.Add(entry);
            found = next;
        }
        return found;
    }

    public string Combine(string parent, string child) => parent.TrimEnd('/') + "/" + child.TrimStart('/');

    private static string[] Sorted(string[] entries)
    {
        Array.Sort(entries, (a, b) => Collation.Compare(a, b, true));
        return entries;
    }
}
