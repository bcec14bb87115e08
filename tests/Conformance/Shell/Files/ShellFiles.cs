using System;
using System.Collections.Generic;
using System.Text;
using KlpShell.Conformance.Machines;
using KlpShell.Conformance.Modules;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;

namespace KlpShell.Conformance.Shell.Files;

/// <summary>The files that a scenario's shell sees: the simulated kernel's, and the scratch files of the recorded guest.</summary>
internal sealed class ShellFiles(Kernel kernel)
{
    private const string NullPath = "/dev/null";

    private readonly Dictionary<string, StringBuilder> _scratch = new(StringComparer.Ordinal);
    private readonly HashSet<string> _directories = new(StringComparer.Ordinal) { Guest.Scratch, Guest.Home };

    /// <summary>The working directory.</summary>
    public string WorkingDirectory { get; set; } = Guest.Home;

    /// <summary>The whole path.</summary>
    public string Resolve(string path)
    {
        List<string> parts = [];
        foreach (string part in (path.StartsWith('/') ? path : WorkingDirectory + "/" + path).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else if (part is not ("." or "..")) parts.Add(part);
        }

        return "/" + string.Join('/', parts);
    }

    /// <summary>The kernel's node of a path, or null.</summary>
    public FileNode? Node(string path) => kernel.Files.Find(Resolve(path), out FileNode? node).Succeeded ? node : null;

    /// <summary>Whether there is a scratch file or directory of that name.</summary>
    public bool IsScratch(string path) => Resolve(path) is { } whole && (_directories.Contains(whole) || _scratch.ContainsKey(whole));

    /// <summary>Whether there is a directory of that name.</summary>
    public bool IsDirectory(string path) => _directories.Contains(Resolve(path)) || Node(path) is { IsDirectory: true };

    /// <summary>Makes a scratch directory; false in the kernel's trees, and where the one that it would lie in isn't there.</summary>
    public bool MakeDirectory(string path, bool parents)
    {
        string whole = Resolve(path);
        if (!Guest.HoldsScratch(whole)) return false;
        if (!parents && !_directories.Contains(whole[..whole.LastIndexOf('/')])) return false;
        for (int slash = whole.IndexOf('/', 1); slash > 0; slash = whole.IndexOf('/', slash + 1)) _directories.Add(whole[..slash]);
        return _directories.Add(whole);
    }

    /// <summary>Takes a scratch directory away; false where there is none.</summary>
    public bool RemoveDirectory(string path) => Guest.HoldsScratch(Resolve(path)) && _directories.Remove(Resolve(path));

    /// <summary>
    /// What comes of opening a name that isn't there to be made: sysfs, debugfs and tracefs have no operation for it, /proc finds
    /// nothing before it would look for one (path_openat, fs/namei.c; proc_lookup_de, fs/proc/generic.c).
    /// </summary>
    public Errno CreateErrno(string path, Status status)
    {
        string whole = Resolve(path);
        if (status.Errno != Errno.ENOENT || whole.StartsWith("/proc/", StringComparison.Ordinal)) return status.Errno;
        return Node(whole[..Math.Max(1, whole.LastIndexOf('/'))]) is { IsDirectory: true } ? Errno.EACCES : Errno.ENOENT;
    }

    /// <summary>Opens a file for reading.</summary>
    public Status OpenForReading(string path, out OpenFile file, int userId = 0)
    {
        string whole = Resolve(path);
        file = new NullFile();
        if (whole == NullPath) return Status.Ok;
        if (_scratch.TryGetValue(whole, out StringBuilder? scratch))
        {
            file = new TextInput(scratch.ToString());
            return Status.Ok;
        }

        KprobeModule.ShowHits(kernel);
        return Open(whole, FileAccess.Read, userId, ref file);
    }

    /// <summary>Opens a file for writing; a scratch file is made, anything else must be there.</summary>
    public Status OpenForWriting(string path, bool append, out OpenFile file, int userId = 0)
    {
        string whole = Resolve(path);
        file = new NullFile();
        if (whole == NullPath) return Status.Ok;
        if (Guest.HoldsScratch(whole))
        {
            if (!append || !_scratch.ContainsKey(whole)) _scratch[whole] = new StringBuilder();
            file = new Capture(_scratch[whole]);
            return Status.Ok;
        }

        return Open(whole, append ? FileAccess.Append : FileAccess.Write, userId, ref file);
    }

    /// <summary>Takes a scratch file away.</summary>
    public bool RemoveScratch(string path) => _scratch.Remove(Resolve(path));

    private Status Open(string path, FileAccess access, int userId, ref OpenFile file)
    {
        EntranceResult result = kernel.OpenFile(path, access, userId).OrThrow();
        if (result.Succeeded) file = new KernelFile(kernel, result.Value.Number);
        return result.Status;
    }
}
