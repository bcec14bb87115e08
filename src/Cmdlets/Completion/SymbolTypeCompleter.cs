using System.Collections;
using System.Collections.Generic;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>The letters that /proc/kallsyms has for kinds of symbols.</summary>
public sealed class SymbolTypeCompleter : KlpCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound) =>
    [
        ("T", "code, global"), ("t", "code, local"), ("D", "data, global"), ("d", "data, local"), ("R", "read-only data, global"), ("r", "read-only data, local"),
        ("B", "data that begins as zeros, global"), ("b", "data that begins as zeros, local"), ("A", "absolute, global"), ("a", "absolute, local"),
        ("W", "weak code"), ("w", "weak, not defined"), ("V", "weak data"), ("v", "weak data, not defined"),
    ];
}
