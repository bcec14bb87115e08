using System;
using System.Formats.Tar;
using System.IO;
using System.IO.Compression;
using KlpShell.Core.Hosts;

namespace KlpShell.Hosts;

/// <summary>
/// A bundle in a tar file, plain or gzip. Nothing is unpacked to disk: what a host's files are called is kept in memory, and everything else
/// is passed over. A name that leads out of the bundle refuses the whole.
/// </summary>
internal static class HostArchive
{
    private const long MostKept = 512L << 20;
    private const long MostText = 4L << 30;
    private const int MostEntries = 4_000_000;
    private const int Block = 512;

    /// <summary>The files of a bundle.</summary>
    /// <param name="path">The tar file.</param>
    /// <exception cref="InvalidDataException">It is no tar file, is damaged or ends too early, is too large, or isn't safe.</exception>
    public static HostTexts Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[2];
        bool gzip = file.ReadAtLeast(head, 2, throwOnEndOfStream: false) == 2 && head[0] == 0x1f && head[1] == 0x8b;
        file.Position = 0;
        using Stream text = gzip ? new GZipStream(file, CompressionMode.Decompress, leaveOpen: true) : file;
        BoundedStream bounded = new(text, MostText);
        HostTexts files = Unpack(bounded);
        bounded.Drain();

        // .NET takes what there is of a gzip file for the whole, and a tar file that ends between two entries for a whole one.
        if (!bounded.EndsInZeros(Block)) throw new InvalidDataException("it ends too early: the mark at the end of a tar file is missing");
        if (gzip && !LengthFits(file, bounded.Count)) throw new InvalidDataException("it ends too early: the gzip data isn't as long as it says at its end");
        return files;
    }

    private static HostTexts Unpack(BoundedStream text)
    {
        HostTexts files = new();
        string? root = null;
        long kept = 0;
        int entries = 0;
        using TarReader tar = new(text, leaveOpen: true);
        while (Next(tar) is { } entry)
        {
            if (++entries > MostEntries) throw new InvalidDataException($"it has more than {MostEntries:N0} entries");
            string name = Clean(entry.Name);
            root ??= Root(name);
            if (root is null || !(name + "/").StartsWith(root, StringComparison.Ordinal)) continue;
            string inside = name.Length < root.Length ? "" : name[root.Length..];
            if (!IsWanted(inside)) continue;
            if (entry.EntryType == TarEntryType.Directory)
            {
                files.AddFolder(inside);
                continue;
            }

            // Links, pipes and devices are nothing that a bundle has.
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile)) continue;
            kept += entry.Length;
            if (kept > MostKept) throw new InvalidDataException($"what it holds of a host is more than {MostKept:N0} bytes");
            files.Add(inside, Content(entry));
        }

        return files;
    }

    private static TarEntry? Next(TarReader tar)
    {
        try
        {
            return tar.GetNextEntry();
        }
        catch (Exception error) when (error is EndOfStreamException or InvalidDataException or FormatException or OverflowException or ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException($"it is no tar file, or a damaged one: {error.Message}", error);
        }
    }

    // Made as the bytes come, so that an entry that only says that it is long takes no memory.
    private static byte[] Content(TarEntry entry)
    {
        if (entry.DataStream is not { } data) return [];
        MemoryStream bytes = new((int)Math.Min(entry.Length, 1 << 20));
        try
        {
            data.CopyTo(bytes);
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException("it ends too early: in the middle of a file", error);
        }

        if (bytes.Length != entry.Length) throw new InvalidDataException("it ends too early: in the middle of a file");
        return bytes.Length == bytes.Capacity ? bytes.GetBuffer() : bytes.ToArray();
    }

    private static string Clean(string name)
    {
        if (name.StartsWith('/') || name.Contains('\0', StringComparison.Ordinal)) throw new InvalidDataException($"the entry '{name}' leads out of it");
        string[] parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (Array.IndexOf(parts, "..") >= 0) throw new InvalidDataException($"the entry '{name}' leads out of it");
        return string.Join('/', Array.FindAll(parts, static part => part != "."));
    }

    // What stands before the first path that is a host's: nothing, or the name of the folder that was packed.
    private static string? Root(string name)
    {
        foreach (string top in (ReadOnlySpan<string>)["proc", "sys", "dmesg", "uname"])
        {
            if (name == top || name.StartsWith(top + "/", StringComparison.Ordinal)) return "";
            int slash = name.IndexOf('/', StringComparison.Ordinal);
            if (slash > 0 && (name[(slash + 1)..] == top || name[(slash + 1)..].StartsWith(top + "/", StringComparison.Ordinal))) return name[..(slash + 1)];
        }

        return null;
    }

    private static bool IsWanted(string path) => path is "dmesg" or "uname" || path.StartsWith("proc", StringComparison.Ordinal) || path.StartsWith("sys", StringComparison.Ordinal);

    // ISIZE, the last four bytes of a gzip member (RFC 1952).
    private static bool LengthFits(FileStream file, long length)
    {
        if (file.Length < 18) return false;
        file.Position = file.Length - 4;
        Span<byte> last = stackalloc byte[4];
        file.ReadExactly(last);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(last) == (uint)length;
    }
}
