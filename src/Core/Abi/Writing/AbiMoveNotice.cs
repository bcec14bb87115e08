using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace KlpShell.Core.Abi.Writing;

/// <summary>The sentence that a moved entry carries: since when and why it is obsolete, and when it goes.</summary>
internal static class AbiMoveNotice
{
    private const int Width = 64;

    /// <summary>The entry's bytes with the notice as the last paragraph of its description, where the move needs one.</summary>
    public static byte[] Write(AbiEntry entry, AbiMoveRequest request)
    {
        AbiSource source = entry.Source!;
        ReadOnlySpan<byte> bytes = source.Bytes;
        string notice = TextOf(request);
        if (notice.Length == 0)
            return bytes.ToArray();
        string end = Encoding.ASCII.GetString(LineEnd(bytes));
        AbiField? field = source.Fields.LastOrDefault(f => f.Kind == AbiFieldKind.Description);
        var text = new StringBuilder();
        if (field is null)
            text.Append("Description:").Append(end);
        int from = field?.Span.Start - source.Span.Start ?? 0;
        int to = field?.Span.End - source.Span.Start ?? bytes.Length;
        ReadOnlySpan<byte> body = bytes[..to].TrimEnd(" \t\r\n"u8);
        int cut = body.Length + Math.Max(0, bytes[body.Length..to].IndexOf((byte)'\n') + 1);
        bool broken = cut > body.Length;
        if (entry.Description.Length > 0)
            text.Append(end);
        string indent = IndentOf(bytes[from..to]);
        foreach (string line in Wrap(notice))
            text.Append(indent).Append(line).Append(end);
        return [.. bytes[..cut], .. broken ? [] : Encoding.ASCII.GetBytes(end), .. Encoding.UTF8.GetBytes(text.ToString()), .. bytes[cut..]];
    }

    /// <summary>How the lines of a text end.</summary>
    public static ReadOnlySpan<byte> LineEnd(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)'\n');
        return end > 0 && bytes[end - 1] == '\r' ? "\r\n"u8 : "\n"u8;
    }

    private static string TextOf(AbiMoveRequest request)
    {
        string reason = string.Join(' ', request.Reason.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        string day = request.AsOf is { } date ? $" {date:yyyy-MM-dd}" : "";
        if (request.To == AbiLevel.Removed)
        {
            string kernel = request.KernelVersion is { } version ? $" in kernel {version}" : "";
            return reason.Length + kernel.Length == 0 ? "" : $"Removed{kernel}{(day.Length > 0 ? $" on{day}" : "")}{(reason.Length > 0 ? $" because: {reason}" : "")}.";
        }
        if (request.To != AbiLevel.Obsolete)
            return "";
        string why = reason.Length == 0 ? "" : $"Obsolete{(day.Length > 0 ? $" since{day}," : "")} because: {reason}.";
        string when = request.RemovalDate is { } after ? $"It will be removed after {after:yyyy-MM-dd}"
            : request.RemovalVersion is { } kernelVersion ? $"It will be removed in kernel {kernelVersion}" : "";
        return string.Join(' ', new[] { why, when.Length == 0 ? "" : when + "." }.Where(s => s.Length > 0));
    }

    // As far as the second line of the description stands; on its tag's line it may stand anywhere.
    private static string IndentOf(ReadOnlySpan<byte> field)
    {
        int next = field.IndexOf((byte)'\n');
        while (next >= 0)
        {
            ReadOnlySpan<byte> line = field[(next + 1)..];
            int length = line.IndexOfAnyExcept(" \t"u8);
            if (length > 0 && line[length] is not ((byte)'\r' or (byte)'\n'))
                return Encoding.ASCII.GetString(line[..length]);
            int step = line.IndexOf((byte)'\n');
            next = step < 0 ? -1 : next + 1 + step;
        }
        return "\t\t";
    }

    private static IEnumerable<string> Wrap(string text)
    {
        var line = new StringBuilder();
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + word.Length + 1 > Width)
            {
                yield return line.ToString();
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        yield return line.ToString();
    }
}
