using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;

namespace KlpShell.Projection;

/// <summary>Makes the records of files.</summary>
internal static class SysfsProjection
{
    /// <summary>A path as a whole one: what doesn't begin at the root is taken from the livepatch folder.</summary>
    public static string Whole(string path) => path.StartsWith('/') ? path : PatchProjection.Root + "/" + path;

    /// <summary>The files and directories that a path or wildcard means, with what they say.</summary>
    public static List<SysfsInfo> Find(string kernelName, Kernel kernel, string path, bool recurse, int userId, out KlpException? error)
    {
        error = null;
        string whole = Whole(path);
        List<SysfsInfo> infos = [];
        if (!WildcardPattern.ContainsWildcardCharacters(whole))
        {
            Status status = kernel.Files.Find(whole, out FileNode? node);
            if (!status.Succeeded)
            {
                error = Failure.Of($"Read '{whole}'", status, whole, []);
                return infos;
            }

            bool named = !node!.IsDirectory;
            error = Add(kernelName, kernel, node, named, recurse, userId, infos);
            return infos;
        }

        foreach (FileNode node in Match(kernel, whole)) Add(kernelName, kernel, node, false, recurse, userId, infos);
        return infos;
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

    // A file that was named must be readable, or there is an error; one that was only met is listed without a value.
    private static KlpException? Add(string kernelName, Kernel kernel, FileNode node, bool named, bool recurse, int userId, List<SysfsInfo> infos)
    {
        string? value = null;
        if (!node.IsDirectory)
        {
            EntranceResult read = kernel.ReadFile(node.Path, userId);
            if (named && !read.Succeeded) return Failure.Of(string.Create(CultureInfo.InvariantCulture, $"Read '{node.Path}'"), read, node.Path);
            value = read.Succeeded ? WithoutNewline(read.Output) : null;
        }

        infos.Add(Of(kernelName, node, value));
        if (!recurse) return null;
        foreach (FileNode child in node.Children) Add(kernelName, kernel, child, false, true, userId, infos);
        return null;
    }

    private static string WithoutNewline(string text) => text.EndsWith('\n') ? text[..^1] : text;
}
