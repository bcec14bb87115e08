using System;
using System.IO;

namespace KlpShell.Internal;

/// <summary>Why a file of the host can't be read or written, in the same words wherever that happens.</summary>
internal static class HostFault
{
    /// <summary>The reason where a folder was given.</summary>
    public const string Folder = "this is a folder where a file was expected";

    /// <summary>The same for a file that was to be made: what is missing then is never the file.</summary>
    public static string Writing(string path, Exception error) => error is FileNotFoundException ? "no file can be made there" : Reason(path, error);

    /// <summary>The reason, as the end of a sentence.</summary>
    /// <param name="path">The file that was asked for.</param>
    /// <param name="error">What came of it.</param>
    public static string Reason(string path, Exception error) => error switch
    {
        _ when Directory.Exists(path) => Folder,
        FileNotFoundException => "there is no such file",
        DirectoryNotFoundException => "there is no such folder",
        UnauthorizedAccessException => "permission denied",
        _ => error.Message.TrimEnd('.'),
    };
}
