using System;
using System.Collections.Generic;
using System.Text;
using KlpShell.Core.Sysfs;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>The order in which a directory in sysfs lists its entries: by a hash of their names (kernfs_name_hash on 64 bits).</summary>
internal static class KernfsOrder
{
    private const ulong GoldenRatio = 0x61C8864680B583EB;
    private const uint Reserved = 2;

    /// <summary>The entries in that order.</summary>
    public static IEnumerable<FileNode> Sort(IEnumerable<FileNode> entries)
    {
        List<FileNode> sorted = [.. entries];
        sorted.Sort(static (a, b) => Hash(a.Name).CompareTo(Hash(b.Name)));
        return sorted;
    }

    private static uint Hash(string name)
    {
        ulong sum = 0;
        foreach (byte c in Encoding.UTF8.GetBytes(name)) sum = (sum + ((ulong)c << 4) + ((ulong)c >> 4)) * 11;
        uint hash = (uint)(sum * GoldenRatio >> 32) & int.MaxValue;
        return hash < Reserved ? hash + Reserved : Math.Min(hash, int.MaxValue - 1);
    }
}
