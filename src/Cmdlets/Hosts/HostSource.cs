using System;
using System.IO;
using KlpShell.Core.Hosts;

namespace KlpShell.Hosts;

/// <summary>Finds out what a path is, and reads the host that is in it.</summary>
internal static class HostSource
{
    /// <summary>A bundle: a folder, or a tar file.</summary>
    /// <param name="path">The full path.</param>
    public static HostCapture Bundle(string path)
    {
        if (Directory.Exists(path)) return Read(new HostFolder(path, live: false), path);
        if (!File.Exists(path)) throw Failure.Of("HostNotFound", path, path);
        try
        {
            return Read(HostArchive.Read(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Failure.Of("HostUnreadable", path, path, error.Message.TrimEnd('.'));
        }
    }

    /// <summary>A machine: the folder that its root is at.</summary>
    /// <param name="path">The full path; / is the machine that this runs on.</param>
    public static HostCapture Machine(string path)
    {
        if (!Directory.Exists(path)) throw Failure.Of("HostNotFound", path, path);
        HostFolder files = new(path, live: true);
        return Read(Path.GetPathRoot(path) == path ? new HostLive(files) : files, path);
    }

    private static HostCapture Read(IHostFiles files, string path)
    {
        if (files.List("proc") is null && files.List("sys") is null) throw Failure.Of("HostNotInside", path, path);
        return HostReader.Read(files);
    }
}
