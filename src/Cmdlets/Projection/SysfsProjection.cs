using System;
using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Core.Planning;
using KlpShell.Core.Sysfs;

namespace KlpShell.Projection;

/// <summary>Makes the records of files.</summary>
internal static class SysfsProjection
{
    /// <summary>A path as a whole one: what doesn't begin at the root is taken from the livepatch folder.</summary>
    public static string Whole(string path) => path.StartsWith('/') ? path : PatchProjection.Root + "/" + path;

    /// <summary>The files and directories that a path or wildcard means, with what they say. A file that is named must be readable.</summary>
    public static List<SysfsInfo> Find(string kernelName, Kernel kernel, string path, bool recurse, int userId)
    {
        string whole = Whole(path);
        List<SysfsInfo> infos = [];
        if (WildcardPattern.ContainsWildcardCharacters(whole))
        {
            foreach (FileNode match in Match(kernel, whole)) Add(kernelName, kernel, match, true, recurse, userId, infos);
            return infos;
        }

        Status status = kernel.Files.Find(whole, out FileNode? node);
        if (!status.Succeeded) throw Failure.Of($"Can't read '{whole}'", status, whole, []);
        EntranceResult? read = Add(kernelName, kernel, node!, true, recurse, userId, infos);
        return read is { Succeeded: false } ? throw Failure.Of($"Can't read '{whole}'", read, whole) : infos;
    }

    /// <summary>The file of a path, with what it says where that can be read; null where there is none.</summary>
    public static SysfsInfo? FindOne(string kernelName, Kernel kernel, string path, int userId)
    {
        List<SysfsInfo> infos = [];
        if (kernel.Files.Find(path, out FileNode? node).Succeeded) Add(kernelName, kernel, node!, true, false, userId, infos);
        return infos is [SysfsInfo info] ? info : null;
    }

    /// <summary>The nodes that a path with wildcards means, each part of it matched by itself.</summary>
    public static List<FileNode> Match(Kernel kernel, string path)
    {
        List<FileNode> nodes = [kernel.Files.Root];
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            List<FileNode> next = [];
            bool wild = WildcardPattern.ContainsWildcardCharacters(part);
            NamePattern pattern = new(part);
            foreach (FileNode node in nodes)
            {
                if (!wild)
                {
                    if (node.Child(part) is { } child) next.Add(child);
                    continue;
                }

                foreach (FileNode child in node.Children)
                {
                    if (pattern.IsMatch(child.Name)) next.Add(child);
                }
            }

            nodes = next;
        }

        return nodes;
    }

    /// <summary>One file or directory, without what it says.</summary>
    public static SysfsInfo Of(string kernelName, FileNode node, string? value) => new()
    {
        Path = node.Path,
        Name = node.Name,
        Kernel = kernelName,
        IsDirectory = node.IsDirectory,
        Mode = Convert.ToString(node.Mode, 8).PadLeft(4, '0'),
        Value = value,
    };

    private static EntranceResult? Add(string kernelName, Kernel kernel, FileNode node, bool asked, bool recurse, int userId, List<SysfsInfo> infos)
    {
        bool reads = !node.IsDirectory && (asked || FileSnapshot.IsAttribute(node.Path));
        EntranceResult? read = reads ? kernel.ReadFile(node.Path, userId) : null;
        infos.Add(Of(kernelName, node, read is { Succeeded: true } ? WithoutNewline(read.Output) : null));
        if (!recurse) return read;
        foreach (FileNode child in node.Children) Add(kernelName, kernel, child, false, true, userId, infos);
        return read;
    }

    private static string WithoutNewline(string text) => text.EndsWith('\n') ? text[..^1] : text;
}
