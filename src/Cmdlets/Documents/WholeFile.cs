using System;
using System.IO;
using System.Text;
using KlpShell.Internal;

namespace KlpShell.Documents;

/// <summary>Files of the host that are written as a whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Turns away a file that is there already, unless the user said -Overwrite.</summary>
    public static void CheckFree(string path, bool overwrite)
    {
        if (File.Exists(path) && !overwrite) throw Failure.Of("FileExists", path, path);
    }

    /// <summary>Puts a text in the place of a file.</summary>
    /// <inheritdoc cref="Replace(string, ReadOnlyMemory{byte}?, bool)"/>
    public static void Replace(string path, string text, bool makesFolder = false) => Replace(path, Encoding.UTF8.GetBytes(text), makesFolder);

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
            throw Failure.Of("FileUnwritable", path, path, HostFault.Writing(path, error));
        }
    }
}
