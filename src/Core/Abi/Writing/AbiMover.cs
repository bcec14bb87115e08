using System;
using System.Collections.Immutable;
using System.Linq;
using KlpShell.Core.Abi.Comparing;
using KlpShell.Core.Abi.Reading;

namespace KlpShell.Core.Abi.Writing;

/// <summary>Moves an entry to another level: out of its file and into the one of the same name in the other folder, everything else byte for byte as it was.</summary>
public static class AbiMover
{
    /// <summary>Works out a move. Nothing is written.</summary>
    /// <param name="entry">An entry that was read from the kernel's text.</param>
    /// <param name="request">Where to, why and when.</param>
    /// <param name="existing">Gives the bytes of the target file, or null when there is none.</param>
    /// <exception cref="ArgumentException">The entry was not read from a file, or is at that level already.</exception>
    public static AbiMovePlan Plan(AbiEntry entry, AbiMoveRequest request, Func<string, ReadOnlyMemory<byte>?> existing)
    {
        if (entry.Source is not { } source)
            throw new ArgumentException("The entry was not read from a file of Documentation/ABI.", nameof(entry));
        if (entry.Level == request.To)
            throw new ArgumentException($"The entry is {request.To.Folder()} already.", nameof(request));
        string target = TargetOf(entry.File, entry.Level, request.To);
        ReadOnlyMemory<byte>? before = existing(target);
        byte[] block = AbiMoveNotice.Write(entry, request);
        byte[] joined = Append(before ?? default, block);
        AbiEntry after = AbiTextReader.Read(target, joined, request.To).Entries[^1];
        return new AbiMovePlan(
            entry,
            after,
            [.. AbiLevelRules.JudgeMove(entry, after, new AbiCompareOptions { AsOf = request.AsOf, KernelVersion = request.KernelVersion })],
            [.. entry.Users.Concat(entry.Contact).Distinct()],
            [new AbiFileEdit(entry.File, source.Document.Bytes, Without(source)), new AbiFileEdit(target, before, joined)]);
    }

    /// <summary>The file of the same name in the folder of another level.</summary>
    public static string TargetOf(string file, AbiLevel from, AbiLevel to)
    {
        string[] parts = file.Split('/');
        int at = Array.LastIndexOf(parts, from.Folder(), Math.Max(0, parts.Length - 2));
        if (at < 0)
            return string.Join('/', [.. parts[..^1], to.Folder(), parts[^1]]);
        parts[at] = to.Folder();
        return string.Join('/', parts);
    }

    // Null when neither an entry nor text about the file is left. Blank lines that parted the entry from the one before go with the last.
    private static ReadOnlyMemory<byte>? Without(AbiSource source)
    {
        ReadOnlySpan<byte> bytes = source.Document.Bytes.Span;
        ReadOnlySpan<byte> head = bytes[..source.Span.Start];
        ReadOnlySpan<byte> tail = bytes[source.Span.End..];
        if (tail.IsEmpty)
            head = WithoutBlankEnd(head);
        return source.Document.Entries.Length == 1 && source.Document.Description.Length == 0 ? null : (ReadOnlyMemory<byte>?)(byte[])[.. head, .. tail];
    }

    private static byte[] Append(ReadOnlyMemory<byte> file, ReadOnlySpan<byte> block)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        ReadOnlySpan<byte> end = AbiMoveNotice.LineEnd(bytes.IsEmpty ? block : bytes);
        ReadOnlySpan<byte> entry = WithoutBlankEnd(block);
        byte[] finish = entry.EndsWith((byte)'\n') ? [] : end.ToArray();
        if (bytes.IsEmpty)
            return [.. entry, .. finish];
        byte[] part = bytes.EndsWith((byte)'\n') ? WithoutBlankEnd(bytes).Length < bytes.Length ? [] : end.ToArray() : [.. end, .. end];
        return [.. bytes, .. part, .. entry, .. finish];
    }

    // Lines of blanks at the end are cut off; the end of the last line that says something stays.
    private static ReadOnlySpan<byte> WithoutBlankEnd(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> text = bytes.TrimEnd(" \t\r\n"u8);
        int rest = bytes[text.Length..].IndexOf((byte)'\n');
        return rest < 0 ? bytes : bytes[..(text.Length + rest + 1)];
    }
}
