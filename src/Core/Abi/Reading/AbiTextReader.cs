using System;
using System.Text.Unicode;
using KlpShell.Core.Abi.Rules;

namespace KlpShell.Core.Abi.Reading;

/// <summary>Reads a file of Documentation/ABI as the kernel's own tool does, quirks included (scripts/get_abi.pl of 6.12, parse_abi).</summary>
public static class AbiTextReader
{
    /// <summary>The longest line that is taken, in bytes; the longest of the kernel's own is a few hundred.</summary>
    public const int MaxLineBytes = 1 << 16;

    /// <summary>The largest file that is taken, in bytes; the largest of the kernel's own is 130 kB.</summary>
    public const int MaxFileBytes = 1 << 24;

    /// <summary>Reads one file. Whatever is wrong with it is among the document's problems; what can be read is read.</summary>
    /// <param name="file">Its path; used for the level, and to name it.</param>
    /// <param name="bytes">The whole of it.</param>
    /// <param name="level">Its level; when not given, the first folder of the path, and with a finding Testing if that is none.</param>
    public static AbiDocument Read(string file, ReadOnlyMemory<byte> bytes, AbiLevel? level = null)
    {
        bool known = AbiLevels.TryOfPath(file, out AbiLevel found);
        var document = new AbiDocument(file, level ?? found, bytes);
        var findings = new AbiFindings(file);
        if (Refusal(bytes.Span) is { } reason)
        {
            findings.Add(AbiRules.Unreadable, "", 0, reason);
        }
        else
        {
            if (level is null && !known)
                findings.Add(AbiRules.NoLevel, "", 0, "the file lies in none of stable, testing, obsolete and removed: its entries are taken as testing; move it, or name the level");
            if (!Utf8.IsValid(bytes.Span))
                findings.Add(AbiRules.BadEncoding, "", FirstBadLine(bytes.Span), "there are bytes that are no UTF-8; they are read as \\xNN: save the file as UTF-8");
            new AbiTextParser(document, findings).Parse();
        }
        document.Problems = findings.ToImmutable();
        return document;
    }

    private static string? Refusal(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxFileBytes)
            return $"the file has {bytes.Length:N0} bytes, and more than {MaxFileBytes:N0} are not read; is it a file of entries?";
        if (bytes.StartsWith([(byte)0xff, (byte)0xfe]) || bytes.StartsWith([(byte)0xfe, (byte)0xff]))
            return "this is UTF-16 text; save it as UTF-8";
        if (bytes.Contains((byte)0))
            return "this is binary data; text with lines such as 'What: /sys/…' is expected";
        int line = 0;
        while (bytes.Length > MaxLineBytes)
        {
            line++;
            int length = bytes.IndexOf((byte)'\n');
            if (length > MaxLineBytes || length < 0)
                return $"line {line} is longer than {MaxLineBytes:N0} bytes; is it a file of entries?";
            bytes = bytes[(length + 1)..];
        }
        return null;
    }

    private static int FirstBadLine(ReadOnlySpan<byte> bytes)
    {
        int line = 0;
        while (!bytes.IsEmpty)
        {
            line++;
            int length = bytes.IndexOf((byte)'\n');
            if (!Utf8.IsValid(length < 0 ? bytes : bytes[..length]))
                break;
            bytes = length < 0 ? [] : bytes[(length + 1)..];
        }
        return line;
    }
}
