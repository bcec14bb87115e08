using System;
using System.Linq;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Reading;
using KlpShell.Core.Abi.Writing;
using Xunit;

namespace KlpShell.Core.Tests.Abi;

/// <summary>Looks at both files of a move.</summary>
internal static class AbiMovedFiles
{
    /// <summary>The old file lacks the entry, the new one has it last, and each other entry has the bytes that it had but for empty lines at its end.</summary>
    public static void AssertOnlyOneMoved(AbiEntry entry, AbiMovePlan plan)
    {
        AbiFileEdit from = plan.Edits[0];
        AbiFileEdit to = plan.Edits[1];
        string[] left = from.After is { } bytes ? Texts(from.Path, bytes) : [];
        Assert.Equal(entry.Source!.Document.Entries.Where(e => e != entry).Select(Text), left);
        string[] before = to.Before is { } old ? Texts(to.Path, old) : [];
        string[] after = Texts(to.Path, to.After!.Value);
        Assert.Equal(before, after[..^1]);
        Assert.Equal(entry.What.AsEnumerable(), plan.After.What);
        Assert.StartsWith(entry.Description, plan.After.Description, StringComparison.Ordinal);
        Assert.Equal(
            (entry.Date, entry.KernelVersion, string.Join('\n', entry.Contact), string.Join('\n', entry.Users)),
            (plan.After.Date, plan.After.KernelVersion, string.Join('\n', plan.After.Contact), string.Join('\n', plan.After.Users)));
        if (to.Before is { } whole)
            Assert.True(to.After.Value.Span.StartsWith(whole.Span));
    }

    private static string[] Texts(string path, ReadOnlyMemory<byte> bytes) => [.. AbiTextReader.Read(path, bytes).Entries.Select(Text)];

    private static string Text(AbiEntry entry) => AbiBytes.Text(entry.Source!.Bytes).TrimEnd();
}
