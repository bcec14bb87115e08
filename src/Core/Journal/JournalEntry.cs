using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Core.Machine;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Journal;

/// <summary>
/// One entrance that was made into a kernel, with all that it was given; the one before it is linked, so that clones share a journal as far
/// as they have a past in common. A kernel is deterministic: its definition and its journal give it again.
/// </summary>
/// <param name="Previous">The one before; null for the first after the boot.</param>
/// <param name="Kind">Which entrance.</param>
/// <param name="Text">Its first text: a name, a path.</param>
/// <param name="More">Its second text: arguments, what is written.</param>
/// <param name="Number">Its first number: flags, a user, a process id, an address.</param>
/// <param name="Other">Its second number.</param>
/// <param name="Value">What a function is called with, or a variable gets.</param>
/// <param name="Module">The module that is loaded.</param>
/// <param name="Addresses">The functions that tasks sleep in.</param>
/// <param name="File">The module's file that is loaded.</param>
public sealed record JournalEntry(
    JournalEntry? Previous, JournalKind Kind, string? Text = null, string? More = null, long Number = 0, long Other = 0, Value Value = default, ModuleDefinition? Module = null, ImmutableArray<ulong> Addresses = default,
    ModuleFile? File = null)
{
    /// <summary>How many entries there are up to this one.</summary>
    public int Count { get; } = (Previous?.Count ?? 0) + 1;

    /// <summary>All entries up to one, oldest first.</summary>
    public static IReadOnlyList<JournalEntry> UpTo(JournalEntry? last)
    {
        JournalEntry[] entries = new JournalEntry[last?.Count ?? 0];
        for (int i = entries.Length - 1; i >= 0; i--)
        {
            entries[i] = last!;
            last = last!.Previous;
        }

        return entries;
    }
}
