using System;

namespace KlpShell.Drive;

/// <summary>
/// What New-, Remove-, Rename-, Move- and Copy-Item take besides on this drive: nothing. It tells the provider that one of them asks: then
/// whether their path is there, and what is in it, is for the kernel to say, with its errno.
/// </summary>
public sealed class FileChangeParameters
{
    private readonly string _path;
    private readonly bool _copies;

    internal FileChangeParameters(string path, bool copies) => (_path, _copies) = (path, copies);

    /// <summary>Whether a path is one that is to be changed, not one that something is copied to.</summary>
    internal bool Means(string path) => path == _path || (!_copies && !System.Management.Automation.WildcardPattern.ContainsWildcardCharacters(path));

    /// <summary>Whether a path is the first that is to be changed, or may be found by the same wildcard.</summary>
    internal bool IsAmong(string path) => path.Length > 1 && _path.Length > 1 && path.AsSpan(0, path.LastIndexOf('/')).SequenceEqual(_path.AsSpan(0, _path.LastIndexOf('/')));
}
