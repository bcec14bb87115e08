using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Core.Abi.Rules;

namespace KlpShell.Core.Abi.Reading;

/// <summary>Reads every file of a tree that the kernel's tool would read, in the order of their names.</summary>
public static class AbiTreeReader
{
    private static readonly string[] s_skipped = [".rej", ".org", ".orig", ".bak", "~"];

    /// <summary>Reads a tree.</summary>
    /// <param name="files">Its files.</param>
    public static AbiSet Read(IAbiFileSource files)
    {
        var paths = new List<string>();
        foreach (string path in files.Paths)
        {
            if (!IsSkipped(path))
                paths.Add(path);
        }
        paths.Sort(StringComparer.Ordinal);
        ImmutableArray<AbiDocument>.Builder documents = ImmutableArray.CreateBuilder<AbiDocument>(paths.Count);
        foreach (string path in paths)
        {
            AbiFileContent content = files.Read(path);
            documents.Add(content.Problem is null ? AbiTextReader.Read(content.Path, content.Bytes) : Unread(content));
        }
        return AbiSet.FromDocuments(documents.MoveToImmutable());
    }

    /// <summary>Whether a file is left out: the README, dotfiles and what lies in dot folders, and what editors and patch leave behind.</summary>
    /// <param name="path">Its path inside the tree.</param>
    public static bool IsSkipped(string path)
    {
        foreach (Range part in path.AsSpan().Split('/'))
        {
            ReadOnlySpan<char> name = path.AsSpan(part);
            if (name.StartsWith('.') || name.StartsWith("README", StringComparison.Ordinal))
                return true;
        }
        foreach (string end in s_skipped)
        {
            if (path.EndsWith(end, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private static AbiDocument Unread(AbiFileContent content)
    {
        AbiLevels.TryOfPath(content.Path, out AbiLevel level);
        return new AbiDocument(content.Path, level, default) { Problems = [AbiRules.Unreadable.At("", content.Path, 0, content.Problem!)] };
    }
}
