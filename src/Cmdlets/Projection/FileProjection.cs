using System;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Sysfs;

namespace KlpShell.Projection;

/// <summary>Makes the records of the <c>klp:</c> drive.</summary>
internal static class FileProjection
{
    private const string Bits = "rwxrwxrwx";

    /// <summary>One file or directory.</summary>
    public static KernelFileInfo Of(string kernelName, FileNode node)
    {
        string path = node.Path;
        int slash = path.LastIndexOf('/');
        return new KernelFileInfo
        {
            Name = node.Name.Length == 0 ? "/" : node.Name,
            FullName = path,
            Directory = path == "/" ? "" : slash == 0 ? "/" : path[..slash],
            Kernel = kernelName,
            IsDirectory = node.IsDirectory,
            Mode = Convert.ToString(node.Mode, 8).PadLeft(4, '0'),
            UnixMode = Letters(node),
            Size = node.Size,
        };
    }

    /// <summary>What is in a directory.</summary>
    public static List<KernelFileInfo> Children(string kernelName, Kernel kernel, FileNode directory)
    {
        List<KernelFileInfo> infos = [];
        foreach (FileNode child in kernel.Files.List(directory)) infos.Add(Of(kernelName, child));
        return infos;
    }

    private static string Letters(FileNode node) => string.Create(1 + Bits.Length, node, static (span, node) =>
    {
        span[0] = node.IsDirectory ? 'd' : '-';
        for (int i = 0; i < Bits.Length; i++) span[i + 1] = (node.Mode >> (Bits.Length - 1 - i) & 1) != 0 ? Bits[i] : '-';
    });
}
