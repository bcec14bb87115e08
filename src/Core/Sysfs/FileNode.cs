using System;
using System.Collections.Generic;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Sysfs;

/// <summary>
/// A file or directory with an identity of its own: one that is removed and made again under the same name is another node.
/// What a file says is computed when it is read.
/// </summary>
public sealed class FileNode : ICloneable<FileNode>
{
    private Dictionary<string, FileNode>? _children;

    internal FileNode(string name, int mode, FileOperations? operations, object? subject)
    {
        Name = name;
        Mode = mode;
        Operations = operations;
        Subject = subject;
    }

    /// <summary>Its name in its directory.</summary>
    public string Name { get; }

    /// <summary>The permission bits, such as octal 0644.</summary>
    public int Mode { get; internal set; }

    /// <summary>The directory that it is in; null for the root, and for a node that was removed.</summary>
    public FileNode? Parent { get; private set; }

    /// <summary>True for a directory.</summary>
    public bool IsDirectory => Operations is null;

    /// <summary>The size that stat shows, in bytes: a page for an attribute of sysfs, nothing for a file of proc and for a directory.</summary>
    public long Size => Operations?.Size ?? 0;

    /// <summary>True once it has been removed; an open file of it answers ENODEV from then on.</summary>
    public bool Removed { get; private set; }

    /// <summary>What reading and writing do; null for a directory.</summary>
    internal FileOperations? Operations { get; }

    /// <summary>What the file tells about: a patch, a module, a name.</summary>
    internal object? Subject { get; private set; }

    /// <summary>How many entries the directory holds.</summary>
    public int Count => _children?.Count ?? 0;

    /// <summary>The entries of a directory, by name in byte order.</summary>
    public IReadOnlyList<FileNode> Children
    {
        get
        {
            if (_children is null) return [];
            FileNode[] sorted = [.. _children.Values];
            Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
            return sorted;
        }
    }

    /// <summary>The whole path.</summary>
    public string Path => Parent is null ? (Name.Length == 0 ? "/" : Name) : Parent.Parent is null ? "/" + Name : Parent.Path + "/" + Name;

    /// <summary>The entry of that name, or null.</summary>
    public FileNode? Child(string name) => _children?.GetValueOrDefault(name);

    /// <summary>A directory that is there only for whoever looks at it now: it knows where it lies, but its parent doesn't list it.</summary>
    internal static FileNode Passing(FileNode parent, string name) => new(name, 0x16D, null, null) { Parent = parent };

    internal bool TryAdd(FileNode child)
    {
        if (!(_children ??= new(StringComparer.Ordinal)).TryAdd(child.Name, child)) return false;
        child.Parent = this;
        return true;
    }

    internal FileNode AddDirectory(string name, object? subject = null)
    {
        FileNode node = new(name, 0x1ED, null, subject);
        TryAdd(node);
        return node;
    }

    internal FileNode AddFile(string name, int mode, FileOperations operations, object? subject = null)
    {
        FileNode node = new(name, mode, operations, subject);
        TryAdd(node);
        return node;
    }

    internal void Remove()
    {
        Parent?._children?.Remove(Name);
        Parent = null;
        MarkRemoved();
    }

    private void MarkRemoved()
    {
        Removed = true;
        if (_children is null) return;
        foreach (FileNode child in _children.Values) child.MarkRemoved();
    }

    FileNode ICloneable<FileNode>.CloneShell() => (FileNode)MemberwiseClone();

    void ICloneable<FileNode>.CloneLinks(FileNode origin, CloneContext context)
    {
        Parent = context.CopyOrNull(origin.Parent);
        Subject = origin.Subject switch
        {
            KlpPatch patch => context.Copy(patch),
            KlpObject obj => context.Copy(obj),
            KlpFunc func => context.Copy(func),
            Module module => context.Copy(module),
            ModuleParameter parameter => parameter with { Module = context.Copy(parameter.Module) },
            _ => origin.Subject,
        };
        if (origin._children is null) return;
        _children = new(origin._children.Count, StringComparer.Ordinal);
        foreach (FileNode child in origin._children.Values) _children.Add(child.Name, context.Copy(child));
    }
}
