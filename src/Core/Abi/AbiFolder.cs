using System;
using System.Collections.Generic;
using System.IO;
using KlpShell.Core.Abi.Reading;

namespace KlpShell.Core.Abi;

/// <summary>The files of a folder on the disk. Links to folders are not followed, as the kernel's tool does not.</summary>
/// <param name="root">The folder: Documentation/ABI, or one level of it.</param>
public sealed class AbiFolder(string root) : IAbiFileSource
{
    private readonly string _prefix = PrefixOf(root);

    /// <inheritdoc/>
    public IEnumerable<string> Paths
    {
        get
        {
            var waiting = new Stack<string>([""]);
            while (waiting.TryPop(out string? folder))
            {
                foreach (FileSystemInfo found in List(folder))
                {
                    string path = folder.Length == 0 ? found.Name : folder + "/" + found.Name;
                    if ((found.Attributes & FileAttributes.Directory) == 0)
                        yield return path;
                    else if (found.LinkTarget is null)
                        waiting.Push(path);
                }
            }
        }
    }

    /// <inheritdoc/>
    public AbiFileContent Read(string path)
    {
        string shown = _prefix + path;
        try
        {
            string file = Path.Combine(root, path);
            if (new FileInfo(file) is { Exists: true, Length: 0 })
                return new AbiFileContent(shown, default);
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (stream.Length > AbiTextReader.MaxFileBytes)
                return new AbiFileContent(shown, default, $"the file has {stream.Length:N0} bytes, and more than {AbiTextReader.MaxFileBytes:N0} are not read; is it a file of entries?");
            byte[] bytes = GC.AllocateUninitializedArray<byte>((int)stream.Length);
            int count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return new AbiFileContent(shown, bytes.AsMemory(0, count));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new AbiFileContent(shown, default, $"it cannot be read: {e.Message}");
        }
    }

    // A folder that went meanwhile has no files; the tree itself must be there.
    private FileSystemInfo[] List(string folder)
    {
        try
        {
            var options = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = folder.Length > 0 };
            return new DirectoryInfo(Path.Combine(root, folder)).GetFileSystemInfos("*", options);
        }
        catch (DirectoryNotFoundException) when (folder.Length > 0)
        {
            return [];
        }
    }

    // A folder of one level keeps its name in the paths, so that the level can be told.
    private static string PrefixOf(string root)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(root));
        return AbiLevels.TryParse(name, out _) ? name + "/" : "";
    }
}
