using System.Collections.Generic;
using KlpShell.Core.Abi;

namespace KlpShell.Completion;

/// <summary>The versions of the kernel that the entries name.</summary>
public sealed class AbiVersionCompleter : AbiEntryCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Of(AbiEntry entry)
    {
        yield return (entry.KernelVersion, $"{entry.What[0]}, {entry.Date}");
    }
}
