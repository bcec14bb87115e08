using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO;
using System.Threading.Tasks;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Reading;

namespace KlpShell.Documents;

/// <summary>A folder as it was at a revision, read through git itself: an archive of it, unpacked in memory.</summary>
internal static class AbiRevision
{
    private const long MaxBytes = 256L << 20;

    /// <summary>The files of a folder at a revision.</summary>
    /// <param name="folder">The folder, in a work tree.</param>
    /// <param name="revision">A commit, tag or branch.</param>
    public static AbiMemoryFiles Read(string folder, string revision)
    {
        if (!Directory.Exists(folder)) throw Failure.Of("AbiNotFound", folder, folder);
        if (revision.StartsWith('-')) throw Failure.Of("AbiRevisionUnknown", revision, revision, folder, "a revision doesn't begin with a dash");
        using Process git = Start(folder, revision);
        Task<string> said = git.StandardError.ReadToEndAsync();
        Dictionary<string, ReadOnlyMemory<byte>> files;
        try
        {
            files = Unpack(git.StandardOutput.BaseStream);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            files = [];
            if (!git.HasExited && !git.WaitForExit(1000)) git.Kill();
            if (git.ExitCode == 0) throw Failure.Of("AbiRevisionUnknown", revision, revision, folder, error.Message);
        }

        git.WaitForExit();
        return git.ExitCode == 0 ? new AbiMemoryFiles(files) : throw Failure.Of("AbiRevisionUnknown", revision, revision, folder, said.GetAwaiter().GetResult().Trim());
    }

    private static Process Start(string folder, string revision)
    {
        ProcessStartInfo start = new("git") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in (string[])["archive", "--format=tar", "--end-of-options", revision, "."]) start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start) ?? throw Failure.Of("GitMissing", folder, "it did not start");
        }
        catch (Win32Exception error)
        {
            throw Failure.Of("GitMissing", folder, error.Message);
        }
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> Unpack(Stream archive)
    {
        Dictionary<string, ReadOnlyMemory<byte>> files = new(StringComparer.Ordinal);
        long total = 0;
        using TarReader tar = new(archive);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is not { } data || entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile)) continue;
            total += entry.Length;
            if (entry.Length > AbiTextReader.MaxFileBytes || total > MaxBytes) throw new InvalidDataException("the folder is too large to be Documentation/ABI");
            byte[] bytes = new byte[entry.Length];
            data.ReadExactly(bytes);
            files[entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name] = bytes;
        }

        return files;
    }
}
