using System.IO;
using System.IO.Compression;
using System.Text;

namespace KlpShell.Histories.Tests;

/// <summary>Reads out of a checkpoint file the digest of the whole state that it was saved in: two lines of a head, then packed texts, of which it is the third.</summary>
internal static class SavedDigest
{
    public static string Of(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int start = 0;
        for (int lines = 0; lines < 2; start++)
        {
            if (bytes[start] == '\n') lines++;
        }

        using BinaryReader reader = new(new GZipStream(new MemoryStream(bytes, start, bytes.Length - start), CompressionMode.Decompress), Encoding.UTF8);
        reader.ReadString();
        reader.ReadString();
        return reader.ReadString();
    }
}
