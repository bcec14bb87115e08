using System.Collections.Generic;
using KlpShell.Core.Abi;

namespace KlpShell.Completion;

/// <summary>The users that the entries name.</summary>
public sealed class AbiUserCompleter : AbiEntryCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Of(AbiEntry entry)
    {
        foreach (string user in entry.Users) yield return (user, $"of {entry.What[0]}");
    }
}
