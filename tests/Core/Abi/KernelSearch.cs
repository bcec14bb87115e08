using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using KlpShell.Core.Abi;

namespace KlpShell.Core.Tests.Abi;

/// <summary>
/// Entries as the search of the kernel's tool prints them (scripts/get_abi.pl of 6.12, search_symbols). It looks its fields up under the
/// names as they are shown, so that it has nothing to say of an entry with several names but its file.
/// </summary>
internal static class KernelSearch
{
    public static string Print(AbiSet set, string prefix)
    {
        var text = new StringBuilder();
        foreach ((string key, AbiEntry entry) in set.Entries.Select(e => (KeyOf(e), e)).OrderBy(p => p.Item1, ByteOrder.Instance))
            Print(text, key.Split('\u00ac'), entry, prefix);
        return text.ToString();
    }

    private static string KeyOf(AbiEntry entry) =>
        string.Join('\u00ac', entry.Source!.Fields.Where(f => f.Kind == AbiFieldKind.What).Select(f => f.Text.Split('\n')[0]));

    private static void Print(StringBuilder text, string[] names, AbiEntry entry, string prefix)
    {
        string heading = string.Join(", ", names);
        text.Append('\n').Append(heading).Append('\n').Append('-', Encoding.UTF8.GetByteCount(heading)).Append("\n\n");
        bool alone = names.Length == 1;
        if (alone)
        {
            Print(text, "Kernel version:\t\t", Last(entry, AbiFieldKind.KernelVersion));
            Print(text, "Date:\t\t\t", Last(entry, AbiFieldKind.Date));
            Print(text, "Contact:\t\t", Last(entry, AbiFieldKind.Contact));
            Print(text, "Users:\t\t\t", Last(entry, AbiFieldKind.Users).Replace("\n", "", StringComparison.Ordinal));
        }
        text.Append("Defined on file(s):\t").Append(prefix).Append(entry.File).Append("\n\nDescription:\n\n");
        if (alone && entry.Description.Length > 0)
            text.Append(entry.Description.TrimStart()).Append('\n', LinesBehind(entry));
    }

    private static void Print(StringBuilder text, string tag, string value)
    {
        if (value.Length > 0)
            text.Append(tag).Append(value).Append('\n');
    }

    private static string Last(AbiEntry entry, AbiFieldKind kind) =>
        entry.Source!.Fields.LastOrDefault(f => f.Kind == kind)?.Text.TrimStart() ?? "";

    // The line ends behind the last description are those of the file. A text on the tag's own line is given one.
    private static int LinesBehind(AbiEntry entry)
    {
        AbiField field = entry.Source!.Fields.Last(f => f.Kind == AbiFieldKind.Description);
        ReadOnlySpan<byte> bytes = entry.Source.Document.Bytes.Span.Slice(field.Span.Start, field.Span.Length);
        ReadOnlySpan<byte> text = bytes.TrimEnd(" \t\n"u8);
        int lines = bytes[text.Length..].Count((byte)'\n');
        return lines == 0 && !text.Contains((byte)'\n') ? 1 : lines;
    }

    private sealed class ByteOrder : IComparer<string>
    {
        public static readonly ByteOrder Instance = new();

        // The names are joined by one byte, which is above every letter and no UTF-8.
        public int Compare(string? x, string? y) => Bytes(x!).AsSpan().SequenceCompareTo(Bytes(y!));

        private static byte[] Bytes(string key)
        {
            var bytes = new List<byte>();
            foreach (string name in key.Split('\u00ac'))
                bytes.AddRange([.. Encoding.UTF8.GetBytes(name), (byte)0xac]);
            bytes.RemoveAt(bytes.Count - 1);
            return [.. bytes];
        }
    }
}
