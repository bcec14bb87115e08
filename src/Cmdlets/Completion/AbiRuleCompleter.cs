using System.Collections;
using System.Collections.Generic;
using KlpShell.Core.Abi.Rules;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>The rules of the ABI, by their ids and their names.</summary>
public sealed class AbiRuleCompleter : KlpCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound)
    {
        foreach (AbiRule rule in AbiRules.All)
        {
            yield return (rule.Id, $"{rule.Name}: {rule.Meaning}");
            yield return (rule.Name, $"{rule.Id}: {rule.Meaning}");
        }
    }
}
