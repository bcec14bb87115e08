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
    public bool Leaves(string folder, string name)
    {
        if (!_kernel)
            return false;
        if (folder.StartsWith("/sys/kernel", StringComparison.Ordinal) && (Has(name, "debug") || Has(name, "tracing")))
            return true;
        if (folder.StartsWith("/sys/fs", StringComparison.Ordinal) && (Has(name, "pstore") || Has(name, "bpf") || Has(name, "fuse")))
            return true;
        return folder == "/sys/fs/cgroup" || folder == "/sys/firmware" || (_modules && folder == "/sys/module");
    }

    /// <summary>Whether a file is left out by its whole path.</summary>
    public bool Leaves(string path)
    {
        if (!_kernel)
            return false;
        int at = path.IndexOf('/', 1);
        while (at >= 0)
        {
            int end = path.IndexOf('/', at + 1);
            if (Leaves(path[..at], end < 0 ? path[(at + 1)..] : path[(at + 1)..end]))
                return true;
            at = end;
        }
        return Has(path, "/sections") || Has(path, "notes/") || Has(path, "/parameters/");
    }

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.Ordinal);
}
