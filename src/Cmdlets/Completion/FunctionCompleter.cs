using System.Collections;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Symbols;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>
/// Functions: those that patches replace first, then those of the symbol table. Where several have one name, each of them too, as
/// <c>name,position</c>: that is how sysfs names them, and it needs quotes.
/// </summary>
public sealed class FunctionCompleter : KlpCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound) => From(handle, kernel => Of(kernel, word));

    private static IEnumerable<(string Name, string ToolTip)> Of(Kernel kernel, string word)
    {
        int comma = word.LastIndexOf(',');
        foreach ((string name, string tip) in SymbolCandidates.Of(kernel, comma > 0 ? word[..comma] : word, true))
        {
            yield return (name, tip);
            List<Symbol> all = Functions.FindAll(kernel, name);
            if (all.Count < 2) continue;
            for (int i = 1; i <= all.Count; i++)
            {
                foreach (Symbol one in Functions.FindAll(kernel, Functions.Text(null, name, i))) yield return (Functions.Text(null, name, i), $"{one.Type} in {one.Module ?? "vmlinux"} at 0x{one.Address:x16}, number {i} of {all.Count}");
            }
        }
    }
}
