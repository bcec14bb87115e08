using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace KlpShell.Core.Abi.Rules;

/// <summary>Holds a set to the rules of form and, when asked, to those of the README.</summary>
public static class AbiChecker
{
    /// <summary>Every finding of a set, in the order of files and lines.</summary>
    public static ImmutableArray<AbiFinding> Check(AbiSet set, AbiCheckOptions? options = null)
    {
        options ??= new AbiCheckOptions();
        var findings = new List<AbiFinding>();
        foreach (AbiDocument document in set.Documents)
            findings.AddRange(document.Problems);
        CheckNames(set, findings);
        if (options.Strict)
        {
            var strict = new AbiStrictRules(options, findings);
            foreach (AbiEntry entry in set.Entries)
                strict.Check(entry);
        }
        return [.. findings.OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Rule, StringComparer.Ordinal)];
    }

    private static void CheckNames(AbiSet set, List<AbiFinding> findings)
    {
        foreach (string name in set.Names)
        {
            ImmutableArray<AbiEntry> entries = set.Named(name);
            if (entries.Length < 2)
                continue;
            AbiEntry last = entries[^1];
            string places = string.Join("; ", entries.Select(e => e.File.Length == 0 ? e.Level.Folder() : $"{e.File}:{e.Line}"));
            findings.Add(entries.All(e => e.Level == last.Level)
                ? AbiRules.DefinedTwice.At(name, last.File, last.Line, $"{name} is defined {entries.Length} times: {places}: keep one entry")
                : AbiRules.SeveralLevels.At(name, last.File, last.Line, $"{name} has {entries.DistinctBy(e => e.Level).Count()} levels: {places}: keep the entry of the level that it has"));
        }
    }
}
