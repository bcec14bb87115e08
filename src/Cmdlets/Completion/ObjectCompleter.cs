using System.Collections;
using System.Collections.Generic;
using System.Linq;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>Objects: vmlinux and the loaded modules.</summary>
public sealed class ObjectCompleter : KlpCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound) =>
        From(handle, ModuleCompleter.Of).Prepend(("vmlinux", "the kernel itself"));
}
