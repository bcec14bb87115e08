using System;
using System.Collections.Generic;
using KlpShell.Documents;

namespace KlpShell;

/// <summary>Which entries are meant: those of a file or folder, of a set that was imported, or single ones.</summary>
public sealed class AbiIdentity
{
    private readonly AbiHandle? _handle;
    private readonly string? _path;
    private readonly AbiInfo? _entry;

    /// <summary>The entries of a file or folder: Documentation/ABI, a file of it, a manifest.</summary>
    public AbiIdentity(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        _path = path;
    }

    /// <summary>The entries of a set from Import-KlpAbi.</summary>
    public AbiIdentity(AbiSetInfo set)
    {
        ArgumentNullException.ThrowIfNull(set);
        _handle = set.Handle;
    }

    /// <summary>One entry from Get-KlpAbi.</summary>
    public AbiIdentity(AbiInfo entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _entry = entry;
        _handle = new AbiHandle(Core.Abi.AbiSet.FromEntries([entry.Entry]), entry.File) { Root = entry.Handle.Root };
    }

    /// <inheritdoc/>
    public override string ToString() => _path ?? _handle!.Path;

    /// <summary>The path that was given; null where entries were.</summary>
    internal string? GivenPath => _path;

    internal AbiHandle Resolve(Func<string, string> hostPath) => _handle ?? AbiStore.Read(hostPath(_path!));

    /// <summary>Several of them as one.</summary>
    internal static AbiHandle Join(IReadOnlyList<AbiIdentity> all, Func<string, string> hostPath)
    {
        if (all.Count == 1) return all[0].Resolve(hostPath);
        List<Core.Abi.AbiEntry> entries = [];
        foreach (AbiIdentity one in all)
        {
            if (one._entry is { } entry) entries.Add(entry.Entry);
            else entries.AddRange(one.Resolve(hostPath).Set.Entries);
        }

        return new AbiHandle(Core.Abi.AbiSet.FromEntries(entries), all.Count == 0 ? "" : all[0].ToString());
    }
}
