using System;
using System.IO;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using KlpShell.Internal;

namespace KlpShell.Checkpoints;

/// <summary>
/// The outside of a checkpoint file: a line that says what it is and in which version, a line with the SHA-256 of what follows, and that, as
/// gzip. It is written beside its place and then moved there, so that nobody ever finds half of one.
/// </summary>
internal static class CheckpointFile
{
    /// <summary>The version that is written, and the newest that is read.</summary>
    public const int Version = 2;

    private const string Magic = "klpshell-checkpoint ";
    private const int LongestHead = 120;
    private const long MostBytes = 1L << 29;

    /// <summary>Writes a file.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="content">What it holds.</param>
    public static void Write(string path, byte[] content)
    {
        byte[] packed = Pack(content);
        byte[] head = Encoding.ASCII.GetBytes($"{Magic}{Version}\n{Convert.ToHexStringLower(SHA256.HashData(packed))}\n");
        string beside = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            string folder = Path.GetDirectoryName(path)!;
            if (!Directory.Exists(folder)) throw new IOException($"there is no folder '{folder}'");
            using (FileStream stream = new(beside, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(head);
                stream.Write(packed);
                stream.Flush(true);
            }

            File.Move(beside, path, true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Forget(beside);
            throw Failure.Of("CheckpointNotWritten", path, path, HostFault.Writing(path, error));
        }
    }

    /// <summary>Reads a file, and checks that it is whole.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="version">In which version it was written.</param>
    public static byte[] Read(string path, out int version)
    {
        byte[] bytes;
        try
        {
            if (new FileInfo(path).Length > MostBytes) throw Failure.Of("NotACheckpoint", path, path);
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure.Of("CheckpointUnreadable", path, path, HostFault.Reason(path, error));
        }

        int start = 0;
        string first = Line(bytes, ref start);
        if (!first.StartsWith(Magic, StringComparison.Ordinal)) throw Failure.Of("NotACheckpoint", path, path);
        if (!int.TryParse(first.AsSpan(Magic.Length), out version) || version < 1) throw Damaged(path, "its first line is no version");
        if (version > Version) throw Failure.Of("CheckpointTooNew", path, path, version, Version);
        string digest = Line(bytes, ref start);
        if (digest != Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(start)))) throw Damaged(path, "its checksum isn't that of its content");
        try
        {
            return Unpack(bytes.AsSpan(start).ToArray());
        }
        catch (InvalidDataException error)
        {
            throw Damaged(path, error.Message);
        }
    }

    /// <summary>The error of a file that isn't what was written.</summary>
    public static KlpException Damaged(string path, string why) => Failure.Of("CheckpointDamaged", path, path, why);

    private static string Line(byte[] bytes, ref int start)
    {
        int end = Array.IndexOf(bytes, (byte)'\n', start, Math.Min(LongestHead, bytes.Length - start));
        if (end < 0) return "";
        string line = Encoding.ASCII.GetString(bytes, start, end - start);
        start = end + 1;
        return line;
    }

    private static byte[] Pack(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionLevel.Optimal)) zip.Write(content);
        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] packed)
    {
        using GZipStream zip = new(new MemoryStream(packed), CompressionMode.Decompress);
        using MemoryStream content = new();
        byte[] buffer = new byte[1 << 16];
        for (int read = zip.Read(buffer); read > 0; read = zip.Read(buffer))
        {
            if (content.Length + read > MostBytes) throw new InvalidDataException("it unpacks to more than any checkpoint holds");
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private static void Forget(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What couldn't be written can't be removed either; the error tells of the first.
        }
    }
}
