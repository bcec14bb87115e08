using System.Collections.Generic;
using KlpShell.Core.Abi;

namespace KlpShell.Completion;

/// <summary>The names of the entries.</summary>
public sealed class AbiNameCompleter : AbiEntryCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Of(AbiEntry entry)
    {
        foreach (string name in entry.What) yield return (name, $"{entry.Level.Folder()}, {entry.File}");
    }
}
