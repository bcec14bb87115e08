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
    // A handful lies in an array; only what is large gets a dictionary.
    private const int Handful = 8;

    private FileNode[] _few = [];
    private int _count;
    private Dictionary<string, FileNode>? _many;

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

    /// <summary>The user who owns it; root unless somebody gave it away.</summary>
    public int UserId { get; internal set; }

    /// <summary>The group that owns it.</summary>
    public int GroupId { get; internal set; }

    /// <summary>The directory that it is in; null for the root, and for a node that was removed.</summary>
    public FileNode? Parent { get; private set; }

    /// <summary>True for a directory.</summary>
    public bool IsDirectory => Operations is null;

    /// <summary>The size that stat shows, in bytes: a page for an attribute of sysfs, nothing for a file of proc and for a directory.</summary>
    public long Size => Operations?.Size ?? 0;

    /// <summary>True once somebody has opened it and kept it open.</summary>
    internal bool IsOpen { get; set; }

    /// <summary>True once it has been removed; an open file of it answers ENODEV from then on.</summary>
    public bool Removed { get; private set; }

    /// <summary>What reading and writing do; null for a directory.</summary>
    internal FileOperations? Operations { get; }

    /// <summary>What the file tells about: a patch, a module, a name.</summary>
    internal object? Subject { get; private set; }

    /// <summary>How many entries the directory holds.</summary>
    public int Count => _many?.Count ?? _count;

    /// <summary>The entries of a directory, by name in byte order.</summary>
    public IReadOnlyList<FileNode> Children
    {
        get
        {
            if (Count == 0) return [];
            FileNode[] sorted = [.. All];
            Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
            return sorted;
        }
    }

    /// <summary>The whole path.</summary>
    public string Path => Parent is null ? (Name.Length == 0 ? "/" : Name) : Parent.Parent is null ? "/" + Name : Parent.Path + "/" + Name;

    /// <summary>The entry of that name, or null.</summary>
    public FileNode? Child(string name)
    {
        if (_many is not null) return _many.GetValueOrDefault(name);
        int at = IndexOf(name);
        return at < 0 ? null : _few[at];
    }

    /// <summary>A directory that is there only for whoever looks at it now: it knows where it lies, but its parent doesn't list it.</summary>
    internal static FileNode Passing(FileNode parent, string name) => new(name, 0x16D, null, null) { Parent = parent };

    internal bool TryAdd(FileNode child)
    {
        if (Child(child.Name) is not null) return false;
        if (_many is null && _count == Handful)
        {
            Dictionary<string, FileNode> many = new(Handful * 2, StringComparer.Ordinal);
            foreach (FileNode one in All) many.Add(one.Name, one);
            (_many, _few, _count) = (many, [], 0);
        }

        if (_many is not null)
        {
            _many.Add(child.Name, child);
        }
        else
        {
            if (_count == _few.Length) Array.Resize(ref _few, _count == 0 ? 2 : Handful);
            _few[_count++] = child;
        }

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
        Parent?.Drop(Name);
        Parent = null;
        MarkRemoved();
    }

    private void MarkRemoved()
    {
        Removed = true;
        foreach (FileNode child in All) child.MarkRemoved();
    }

    private ReadOnlySpan<FileNode> All => _many is null ? _few.AsSpan(0, _count) : (FileNode[])[.. _many.Values];

    private int IndexOf(string name)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_few[i].Name == name) return i;
        }

        return -1;
    }

    private void Drop(string name)
    {
        if (_many is not null)
        {
            _many.Remove(name);
            return;
        }

        int at = IndexOf(name);
        if (at < 0) return;
        _few[at] = _few[--_count];
        _few[_count] = null!;
    }

    FileNode ICloneable<FileNode>.CloneShell() => new(Name, Mode, Operations, Subject) { Removed = Removed, IsOpen = IsOpen, UserId = UserId, GroupId = GroupId };

    void ICloneable<FileNode>.CloneLinks(FileNode origin, CloneContext context)
    {
        Parent = context.CopyOrNull(origin.Parent);
        Subject = Twin(origin.Subject, context);
        if (origin._many is { } many)
        {
            _many = new(many.Count, StringComparer.Ordinal);
            foreach (FileNode child in many.Values) _many.Add(child.Name, Twin(origin, child, context));
        }

        if (origin._count == 0) return;
        _few = new FileNode[origin._few.Length];
        _count = origin._count;
        for (int i = 0; i < _count; i++) _few[i] = Twin(origin, origin._few[i], context);
    }

    // A plain file is known to nobody but its directory, unless somebody has it open.
    private FileNode Twin(FileNode origin, FileNode child, CloneContext context) => child.IsDirectory || child.IsOpen
        ? context.Copy(child)
        : new FileNode(child.Name, child.Mode, child.Operations, child.Subject == origin.Subject ? Subject : Twin(child.Subject, context)) { Parent = this, UserId = child.UserId, GroupId = child.GroupId };

    private static object? Twin(object? subject, CloneContext context) => subject switch
    {
        null or string => subject,
        KlpPatch patch => context.Copy(patch),
        KlpObject obj => context.Copy(obj),
        KlpFunc func => context.Copy(func),
        Module module => context.Copy(module),
        ModuleParameter parameter => parameter with { Module = context.Copy(parameter.Module) },
        _ => subject,
    };
}
