using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Sysfs;

/// <summary>The files of a kernel under /sys, /proc and /dev: the tree, and what opening, reading and writing come to.</summary>
public sealed class FileTree
{
    private readonly Kernel _kernel;
    private readonly Dictionary<long, FileNode> _handles = [];
    private readonly FileNode _proc;
    private long _nextHandle = 3;

    internal FileTree(Kernel kernel)
        : this(kernel, new FileNode("", 0x1ED, null, null))
    {
    }

    private FileTree(Kernel kernel, FileNode root)
    {
        _kernel = kernel;
        Root = root;
        _proc = Directory("/proc");
    }

    /// <summary>Where tracefs is mounted.</summary>
    internal System.Collections.Immutable.ImmutableArray<string> TracingDirectories => _kernel.Release.Ftrace.Directories;

    /// <summary>The root directory.</summary>
    public FileNode Root { get; }

    /// <summary>The file or directory of a path, or a refusal: -ENOENT, or -ENOTDIR where it leads through a file.</summary>
    public Status Find(string path, out FileNode? node)
    {
        node = Root;
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".") continue;
            if (part == "..")
            {
                node = node.Parent ?? Root;
                continue;
            }

            if (!node.IsDirectory)
            {
                node = null;
                return Status.Refused(Errno.ENOTDIR, Refusal.NotADirectory, path);
            }

            node = node.Child(part) ?? (node == _proc ? ProcessFiles.Find(_kernel, node, part) : null);
            if (node is null) return Status.Refused(Errno.ENOENT, Refusal.FileNotFound, path);
        }

        return Status.Ok;
    }

    /// <summary>What ls shows in a directory, by name; in /proc the processes come first, by their ids.</summary>
    public IReadOnlyList<FileNode> List(FileNode directory)
    {
        if (directory != _proc) return directory.Children;
        List<FileNode> nodes = [];
        foreach (KernelTask task in _kernel.Tasks.All)
        {
            if (ProcessFiles.Find(_kernel, _proc, task.Pid.ToString(CultureInfo.InvariantCulture)) is { } process) nodes.Add(process);
        }

        nodes.AddRange(directory.Children);
        return nodes;
    }

    /// <summary>Changes the permission bits of a node (chmod).</summary>
    public Status ChangeMode(string path, int mode)
    {
        Status status = Find(path, out FileNode? node);
        if (status.Succeeded) node!.Mode = mode & 0xFFF;
        return status;
    }

    /// <summary>Gives a node to another user or group (chown).</summary>
    /// <param name="path">The whole path.</param>
    /// <param name="userId">The user; null to leave it.</param>
    /// <param name="groupId">The group; null to leave it.</param>
    public Status ChangeOwner(string path, int? userId, int? groupId)
    {
        Status status = Find(path, out FileNode? node);
        if (!status.Succeeded) return status;
        node!.UserId = userId ?? node.UserId;
        node.GroupId = groupId ?? node.GroupId;
        return Status.Ok;
    }

    /// <summary>What mkdir, rmdir and unlink come to in a tree that only the kernel changes (vfs_mkdir and its kin, fs/namei.c).</summary>
    /// <param name="path">What is to be made or removed.</param>
    /// <param name="create">True for making a directory.</param>
    public Status RefuseChange(string path, bool create)
    {
        Status status = create ? RoomFor(path) : Find(path, out _);
        return status.Succeeded ? Status.Refused(Errno.EPERM, Refusal.OperationNotPermitted, path) : status;
    }

    /// <summary>What making a file comes to (lookup_open, fs/namei.c: no directory here has a create function).</summary>
    public Status RefuseFile(string path)
    {
        Status status = RoomFor(path);
        return status.Succeeded ? Status.Refused(Errno.EACCES, Refusal.FileNotCreated, path) : status;
    }

    /// <summary>What renaming and moving come to (vfs_rename, fs/namei.c).</summary>
    /// <param name="path">What is to be moved.</param>
    /// <param name="target">Its new path.</param>
    public Status RefuseMove(string path, string target)
    {
        Status status = Find(path, out _);
        if (status.Succeeded) status = RoomFor(target);
        return status.Succeeded || status.Errno == Errno.EEXIST ? Status.Refused(Errno.EPERM, Refusal.OperationNotPermitted, path) : status;
    }

    // Names that /proc hasn't got can't even be looked up to make them (proc_lookup_de, fs/proc/generic.c).
    private Status RoomFor(string path)
    {
        Status status = Find(path, out _);
        if (status.Succeeded) return Status.Refused(Errno.EEXIST, Refusal.PathExists, path);
        if (status.Errno != Errno.ENOENT || path.StartsWith("/proc/", StringComparison.Ordinal)) return status;
        status = Find(path[..Math.Max(1, path.LastIndexOf('/'))], out FileNode? parent);
        return status.Succeeded && !parent!.IsDirectory ? Status.Refused(Errno.ENOTDIR, Refusal.NotADirectory, path) : status;
    }

    internal Status Open(string path, FileAccess access, int userId, out FileNode? node)
    {
        Status status = Find(path, out node);
        if (!status.Succeeded) return status;
        if (node!.IsDirectory) return Status.Refused(Errno.EISDIR, Refusal.IsADirectory, path);
        bool write = access != FileAccess.Read;
        bool root = userId == 0;

        // The owner's bits, else the group's, else everybody's (acl_permission_check, fs/namei.c). A user's group has the user's number.
        int bit = (write ? 2 : 4) << (root || node.UserId == userId ? 6 : node.GroupId == userId ? 3 : 0);
        if (!root && ((node.Mode & bit) == 0 || !CanPass(node))) return Status.Refused(Errno.EACCES, Refusal.AccessDenied, path);

        // kernfs asks for the mode bits and the attribute's own function, whoever opens it.
        bool able = write ? node.Operations!.Store is not null : node.Operations!.Show is not null;
        if (!able && root && path.StartsWith("/proc/", StringComparison.Ordinal) && !path.StartsWith("/proc/sys/", StringComparison.Ordinal))
        {
            // Root opens it whatever its mode; only the read or write finds nobody (proc_reg_read, fs/proc/inode.c).
            return Status.Ok;
        }

        bool anyBit = (node.Mode & (write ? 0x92 : 0x124)) != 0;
        if (!able || (node.Operations.Strict && !anyBit)) return Status.Refused(Errno.EACCES, Refusal.AccessDenied, path);
        return Status.Ok;
    }

    // Every directory on the way must let others through; those of debugfs and tracefs don't.
    private static bool CanPass(FileNode node)
    {
        for (FileNode? directory = node.Parent; directory is not null; directory = directory.Parent)
        {
            if ((directory.Mode & 1) == 0) return false;
        }

        return true;
    }

    internal Status Read(FileNode node, KernelTask task, StringBuilder output)
    {
        if (node.Removed) return Gone(node);
        return node.Operations!.Show is { } show ? show(_kernel, node, task, output) : Status.Refused(Errno.EIO, Refusal.AccessDenied, node.Name);
    }

    // kernfs_get_active fails with one number, use_pde with the other (fs/kernfs/file.c, fs/proc/inode.c).
    private static Status Gone(FileNode node) => Status.Refused(node.Operations!.Strict ? Errno.ENODEV : Errno.EIO, Refusal.FileGone, node.Name);

    internal Status Write(FileNode node, KernelTask task, string data)
    {
        if (node.Removed) return Gone(node);
        if (data.Length == 0) return Status.Ok;
        return node.Operations!.Store is { } store ? store(_kernel, node, task, data) : Status.Refused(Errno.EIO, Refusal.AccessDenied, node.Name);
    }

    internal long AddHandle(FileNode node)
    {
        node.IsOpen = true;
        _handles.Add(_nextHandle, node);
        return _nextHandle++;
    }

    internal FileNode? Handle(long handle) => _handles.GetValueOrDefault(handle);

    internal void CloseHandle(long handle) => _handles.Remove(handle);

    /// <summary>The directory of a path, made where it isn't there.</summary>
    internal FileNode Directory(string path)
    {
        FileNode node = Root;
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries)) node = node.Child(part) ?? node.AddDirectory(part);
        return node;
    }

    internal void Boot()
    {
        KernelFiles.AddTo(this);
        foreach (FileDefinition file in _kernel.Definition.Files) BoundFiles.Add(this, file, null);
        if (_kernel.Symbols.AddressOf("cmdline_proc_show") != 0) BoundFiles.Add(this, new FileDefinition("/proc/cmdline", "cmdline_proc_show"), null);
        if (_kernel.Symbols.AddressOf("version_proc_show") != 0) BoundFiles.Add(this, new FileDefinition("/proc/version", "version_proc_show"), null);
    }

    internal void AddModule(Module module) => ModuleFiles.Add(Directory("/sys/module"), module);

    internal void RemoveModule(Module module) => Directory("/sys/module").Child(module.Name)?.Remove();

    internal void AddModuleFiles(Module module)
    {
        foreach (FileDefinition file in module.Definition.Files) BoundFiles.Add(this, file, module);
    }

    internal void RemoveModuleFiles(Module module)
    {
        foreach (FileDefinition file in module.Definition.Files) BoundFiles.Remove(this, file);
    }

    internal FileTree Clone(Kernel kernel, CloneContext context)
    {
        FileTree copy = new(kernel, context.Copy(Root)) { _nextHandle = _nextHandle };
        foreach ((long handle, FileNode node) in _handles) copy._handles.Add(handle, context.Copy(node));
        return copy;
    }
}
