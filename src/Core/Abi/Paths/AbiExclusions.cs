using System;

namespace KlpShell.Core.Abi.Paths;

/// <summary>Which files of a tree need no entry: those that are documented elsewhere, or are no part of the ABI.</summary>
public sealed class AbiExclusions
{
    private readonly bool _kernel;
    private readonly bool _modules;

    private AbiExclusions(bool kernel, bool modules)
    {
        _kernel = kernel;
        _modules = modules;
    }

    /// <summary>Nothing is left out.</summary>
    public static AbiExclusions None { get; } = new(kernel: false, modules: false);

    /// <summary>
    /// As the kernel's tool of 6.12: below /sys/kernel what has debug or tracing in its name, pstore, bpf and fuse below /sys/fs, cgroups,
    /// /sys/firmware, sections, notes and parameters (scripts/get_abi.pl, parse_existing_sysfs and dont_parse_special_attributes).
    /// </summary>
    public static AbiExclusions Kernel { get; } = new(kernel: true, modules: false);

    /// <summary>As later tools: /sys/module as well.</summary>
    public static AbiExclusions WithoutModules { get; } = new(kernel: true, modules: true);

    /// <summary>Whether a file or folder is left out, with all that is in it, by where it lies and its name.</summary>
    /// <param name="folder">The absolute path of the folder that it lies in.</param>
    /// <param name="name">Its name.</param>
    public bool Leaves(ReadOnlySpan<char> folder, ReadOnlySpan<char> name)
    {
        if (!_kernel)
            return false;
        if (folder.StartsWith("/sys/kernel") && (Has(name, "debug") || Has(name, "tracing")))
            return true;
        if (folder.StartsWith("/sys/fs") && (Has(name, "pstore") || Has(name, "bpf") || Has(name, "fuse")))
            return true;
        return folder is "/sys/fs/cgroup" or "/sys/firmware" || (_modules && folder is "/sys/module");
    }

    /// <summary>Whether everything below a folder of this name is left out, wherever the folder lies.</summary>
    public bool LeavesAllIn(ReadOnlySpan<char> name) => _kernel && (name is "parameters" || name.StartsWith("sections") || name.EndsWith("notes"));

    /// <summary>Whether a file is left out that lies in a folder which isn't.</summary>
    internal bool LeavesFile(ReadOnlySpan<char> folder, ReadOnlySpan<char> name) => Leaves(folder, name) || (_kernel && name.StartsWith("sections"));

    /// <summary>Whether a file is left out by its whole path.</summary>
    public bool Leaves(ReadOnlySpan<char> path)
    {
        if (!_kernel)
            return false;
        int at = path[1..].IndexOf('/') + 1;
        while (at > 0)
        {
            int end = path[(at + 1)..].IndexOf('/') + at + 1;
            bool last = end == at;
            if (Leaves(path[..at], last ? path[(at + 1)..] : path[(at + 1)..end]))
                return true;
            at = last ? 0 : end;
        }
        return Has(path, "/sections") || Has(path, "notes/") || Has(path, "/parameters/");
    }

    private static bool Has(ReadOnlySpan<char> text, string part) => text.Contains(part, StringComparison.Ordinal);
}
