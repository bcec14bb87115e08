using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace KlpShell;

/// <summary>
/// Every error that a cmdlet can give, in one place: its stable id, PowerShell's category, what was wrong and what to do next.
/// The ids of what the kernel refuses are the names of Core's <c>Refusal</c>.
/// </summary>
internal static partial class ErrorTable
{
    private static Dictionary<string, ErrorEntry>? s_entries;

    private static Dictionary<string, ErrorEntry> Entries => s_entries ??= Index();

    /// <summary>All rows, those of the kernel's first.</summary>
    public static IEnumerable<ErrorEntry> All => Entries.Values;

    /// <summary>The row of an id.</summary>
    public static ErrorEntry Find(string id) => Entries.TryGetValue(id, out ErrorEntry? entry)
        ? entry
        : new ErrorEntry(id, ErrorCategory.NotSpecified, $"the kernel refused ({id})", "See Get-KlpLog.");

    private static Dictionary<string, ErrorEntry> Index()
    {
        Dictionary<string, ErrorEntry> index = new(StringComparer.Ordinal);
        foreach (ErrorEntry entry in s_kernel) index.Add(entry.Id, entry);
        foreach (ErrorEntry entry in s_shell) index.Add(entry.Id, entry);
        foreach (ErrorEntry entry in s_host) index.Add(entry.Id, entry);
        return index;
    }
}
