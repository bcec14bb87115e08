using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace KlpShell.Probe;

/// <summary>Offers sizes, and proves what a completer is told: the words before it.</summary>
public sealed class SizeCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        foreach (var size in new[] { "16", "32", "64" })
            if (size.StartsWith(wordToComplete)) yield return new CompletionResult(size, size, CompletionResultType.ParameterValue, $"{commandName} {parameterName} {fakeBoundParameters["Colour"]}");
    }
}
