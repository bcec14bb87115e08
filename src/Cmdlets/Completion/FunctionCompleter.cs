using System.Collections;
using System.Collections.Generic;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>Functions: those that patches replace first, then those of the symbol table.</summary>
public sealed class FunctionCompleter : KlpCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound) => From(handle, kernel => SymbolCandidates.Of(kernel, word, true));
}
