using System;
using System.IO;
using System.Text;
using KlpShell.Core.Manifests;

namespace KlpShell.Manifests.Reading;

/// <summary>Takes in a file's text, or says why not: what is too long isn't read, and what isn't UTF-8 text goes no further.</summary>
internal static class TextLoader
{
    /// <summary>Reads a file; null, and a problem, where it can't be had.</summary>
    public static string? Load(string path, ManifestLimits limits, out ManifestProblem? problem)
    {
        problem = null;
        try
        {
            if (Directory.Exists(path)) return Refuse(path, ManifestProblemId.FileUnreadable, "a folder", "a file", "this is a folder where a file was expected", out problem);
            if (!File.Exists(path)) return Refuse(path, ManifestProblemId.FileNotFound, "", "a file", "there is no such file", out problem);
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            if (stream.CanSeek && stream.Length > limits.MaxFileBytes) return TooLong(path, limits, $"{stream.Length:N0} bytes", out problem);
            byte[] bytes = ReadUpTo(stream, limits.MaxFileBytes + 1);
            if (bytes.Length > limits.MaxFileBytes) return TooLong(path, limits, "more", out problem);
            return Decode(path, bytes, out problem);
        }
        catch (Exception bad) when (bad is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return Refuse(path, ManifestProblemId.FileUnreadable, "", "a file that can be read", $"the file cannot be read: {Shown.Sentence(bad.Message)}", out problem);
        }
    }

    /// <summary>Says what is in the text that no YAML text has: control characters, and line ends that others don't count as such.</summary>
    public static ManifestProblem? Check(SourceText source)
    {
        string text = source.Text;
        int at = 0;
        while (at < text.Length && !IsRefused(text, at)) at++;
        if (at == text.Length) return null;
        (int line, int column) = Place(text, at);
        string found = Shown.Of(text[at].ToString());
        string shown = source.Line(line, column, out int caret);
        string hint = text[at] == '\0' ? "; this seems to be binary data" : "; in double quotes it can be written as an escape";
        return new ManifestProblem(source.Name, line, column, "", ManifestProblemId.NotText, found, "text", $"found the character {found} where text was expected{hint}", shown) { Caret = caret };
    }

    private static string? Decode(string path, byte[] bytes, out ManifestProblem? problem)
    {
        problem = null;
        ReadOnlySpan<byte> text = bytes;
        if (text.StartsWith("\uFEFF"u8)) text = text["\uFEFF"u8.Length..];
        if (text.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || text.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff])) return Refuse(path, ManifestProblemId.NotText, "UTF-16", "UTF-8 text", "found UTF-16 text where UTF-8 was expected; save the file as UTF-8", out problem);
        if (text.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b])) return Refuse(path, ManifestProblemId.NotText, "gzip data", "UTF-8 text", "found gzip data where a manifest was expected; symbol tables may be gzip, manifests not", out problem);
        if (System.Text.Unicode.Utf8.IsValid(text)) return Encoding.UTF8.GetString(text);
        int good = ValidLength(text);
        string before = Encoding.UTF8.GetString(text[..good]);
        (int line, int column) = Place(before, before.Length);
        string found = $"'\\x{text[good]:x2}'";
        string kind = text.Contains((byte)0) ? "; this seems to be binary data" : "; save the file as UTF-8";
        problem = new ManifestProblem(path, line, column, "", ManifestProblemId.NotText, found, "UTF-8 text", $"found the byte {found} where UTF-8 text was expected{kind}", "");
        return null;
    }

    private static int ValidLength(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out int length) == System.Buffers.OperationStatus.Done) at += length;
        return at;
    }

    private static (int Line, int Column) Place(string text, int at)
    {
        int line = 1;
        int start = 0;
        for (int i = 0; i < at; i++)
        {
            if (text[i] != '\n' && (text[i] != '\r' || (i + 1 < text.Length && text[i + 1] == '\n'))) continue;
            line++;
            start = i + 1;
        }

        return (line, at - start + 1);
    }

    private static byte[] ReadUpTo(FileStream stream, long most)
    {
        using MemoryStream taken = new();
        byte[] buffer = new byte[1 << 16];
        while (taken.Length < most)
        {
            int count = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, most - taken.Length));
            if (count == 0) break;
            taken.Write(buffer, 0, count);
        }

        return taken.ToArray();
    }

    private static bool IsRefused(string text, int at)
    {
        char c = text[at];
        if (c is >= ' ' and < '\u007f') return false;
        if (c < ' ') return c is not '\n' and not '\r' and not '\t';
        return c is < '\u00a0' or '\u2028' or '\u2029' or >= '\uFFFE' || (char.IsSurrogate(c) && Shown.IsUnsafe(text, at));
    }

    private static string? TooLong(string path, ManifestLimits limits, string found, out ManifestProblem? problem) =>
        Refuse(path, ManifestProblemId.FileTooLong, found, $"at most {limits.MaxFileBytes:N0} bytes", $"found {found} where at most {limits.MaxFileBytes:N0} bytes were expected; the file was not read", out problem);

    private static string? Refuse(string path, ManifestProblemId id, string found, string expected, string message, out ManifestProblem? problem)
    {
        problem = new ManifestProblem(path, 0, 0, "", id, found, expected, message, "");
        return null;
    }
}
