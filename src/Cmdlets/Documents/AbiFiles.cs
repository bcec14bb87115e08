using System;
using System.Collections.Generic;
using System.IO;
using KlpShell.Core;
using KlpShell.Core.Abi.Paths;
using KlpShell.Core.Sysfs;

namespace KlpShell.Documents;

/// <summary>Files of the host that are written as a whole or not at all, and the files of a simulated kernel.</summary>
internal static class AbiFiles
{
    /// <summary>Puts bytes in the place of a file: into another beside it first, which then takes its name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">What it is to hold; null to remove it.</param>
    /// <param name="makesFolder">True to make the folder that it is in, where that isn't there.</param>
    public static void Replace(string path, ReadOnlyMemory<byte>? bytes, bool makesFolder = false)
    {
        try
        {
            if (bytes is not { } whole)
            {
                File.Delete(path);
                return;
            }

            if (Directory.Exists(path)) throw new IOException("it is a folder");
            string folder = Path.GetDirectoryName(path)!;
            if (makesFolder) Directory.CreateDirectory(folder);
            else if (!Directory.Exists(folder)) throw new IOException($"there is no folder '{folder}'");
            string beside = $"{path}.{Guid.NewGuid():N}.tmp";
            try
            {
                using (FileStream stream = new(beside, FileMode.CreateNew, System.IO.FileAccess.Write)) stream.Write(whole.Span);
                if (File.Exists(path) && !OperatingSystem.IsWindows()) File.SetUnixFileMode(beside, File.GetUnixFileMode(path));
                File.Move(beside, path, overwrite: true);
            }
            finally
            {
                File.Delete(beside);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure.Of("FileUnwritable", path, path, error.Message);
        }
    }

    /// <summary>Every file under /sys of a simulated kernel.</summary>
    public static AbiTreeFiles Of(Kernel kernel)
    {
        List<string> files = [];
        if (kernel.Files.Find("/sys", out FileNode? sys).Succeeded) Add(sys!, "/sys", files);
        return new AbiTreeFiles(files);
    }

    private static void Add(FileNode node, string path, List<string> files)
    {
        foreach (FileNode child in node.Children)
        {
            string inside = $"{path}/{child.Name}";
            if (child.IsDirectory) Add(child, inside, files);
            else files.Add(inside);
        }
    }
}
