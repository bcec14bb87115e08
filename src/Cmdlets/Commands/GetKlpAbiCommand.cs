using System;
using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Searching;
using KlpShell.Documents;
using KlpShell.Projection;

namespace KlpShell.Commands;

/// <summary>
/// Searches entries of the ABI: by name, regular expression, level, contact, user, version or text, or by a file of the kernel that one of
/// their names covers. Without -Abi those of the last Import-KlpAbi are searched, and before one those of the manifests.
/// </summary>
[Cmdlet(VerbsCommon.Get, "KlpAbi")]
[OutputType(typeof(AbiInfo))]
public sealed class GetKlpAbiCommand : KlpCommand
{
    /// <summary>Names or wildcards over whole names: * is any text and ? one character; brackets are themselves, since names are full of them. All when left out.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(AbiNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] What { get; set; } = [];

    /// <summary>The entries to search: a path, or what Import-KlpAbi gave.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AbiTransformation]
    [ArgumentCompleter(typeof(AbiSourceCompleter))]
    public AbiIdentity[] Abi { get; set; } = [];

    /// <summary>Files of a kernel, such as /sys/kernel/livepatch/fix/enabled: the entries whose names cover them, the one that says most first.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SysfsCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>A regular expression that is found in one of the names, whatever its case.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Pattern { get; set; }

    /// <summary>Only those of these levels.</summary>
    [Parameter]
    public AbiLevel[] Level { get; set; } = [];

    /// <summary>Only those with this in a contact. Wildcards are allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AbiContactCompleter))]
    [SupportsWildcards]
    public string? Contact { get; set; }

    /// <summary>Only those with this in a user. Wildcards are allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AbiUserCompleter))]
    [SupportsWildcards]
    public string? User { get; set; }

    /// <summary>Only those with this text in the description or a name.</summary>
    [Parameter]
    public string? Text { get; set; }

    /// <summary>Only those that came with this kernel or a later one; where the version can't be read, they are left out.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AbiVersionCompleter))]
    public string? MinimumVersion { get; set; }

    /// <summary>Only those that came with this kernel or an earlier one; where the version can't be read, they are left out.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AbiVersionCompleter))]
    public string? MaximumVersion { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        AbiHandle handle = Entries(Abi);
        AbiQuery query = new()
        {
            Pattern = Pattern,
            Levels = [.. Level],
            Contact = Contact,
            User = User,
            Text = Text,
            Since = AbiVersions.Of(MinimumVersion),
            Until = AbiVersions.Of(MaximumVersion),
        };
        HashSet<AbiEntry> written = new(ReferenceEqualityComparer.Instance);
        string?[] paths = Path.Length == 0 ? new string?[] { null } : Path;
        string?[] names = What.Length == 0 ? new string?[] { null } : What;
        foreach (string? path in paths)
        {
            foreach (string? what in names) Guard(() => Write(handle, query with { Path = path, What = what }, written));
        }
    }

    private void Write(AbiHandle handle, AbiQuery query, HashSet<AbiEntry> written)
    {
        AbiSearchResult result = AbiSearch.Find(handle.Set, query);
        if (result.Problem is { } problem) throw Failure.Of("AbiSearchImpossible", query.Pattern ?? query.Path, problem);
        if (query.What is { } name && result.Entries.IsEmpty && name.AsSpan().IndexOfAny('*', '?') < 0 && handle.Set.Named(name).IsEmpty)
            throw Failure.Of("AbiEntryNotFound", name, name, handle.Path);
        foreach (AbiEntry entry in result.Entries)
        {
            if (IsStopping) return;
            if (written.Add(entry)) WriteObject(AbiProjection.Of(entry, handle));
        }
    }
}
