using System.Collections.Generic;
using KlpShell.Core.Abi;

namespace KlpShell.Completion;

/// <summary>Those who are to be told, as the entries name them.</summary>
public sealed class AbiContactCompleter : AbiEntryCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Of(AbiEntry entry)
    {
        foreach (string contact in entry.Contact) yield return (contact, $"of {entry.What[0]}");
    }
}
