using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using KlpShell.Core.Abi.Rules;

namespace KlpShell.Core.Abi.Comparing;

/// <summary>Holds what a patch says that it touches against the documented entries.</summary>
public static class AbiTouchRules
{
    /// <summary>The findings of a patch.</summary>
    /// <param name="documented">The entries that hold.</param>
    /// <param name="touched">The patch's own entries: the interface, and the level at which the patch leaves it (Removed: it takes it away).</param>
    /// <param name="options">The day and the kernel.</param>
    public static ImmutableArray<AbiFinding> Check(AbiSet documented, IEnumerable<AbiEntry> touched, AbiCompareOptions options)
    {
        var findings = ImmutableArray.CreateBuilder<AbiFinding>();
        foreach (AbiEntry entry in touched)
        {
            foreach (string name in entry.What)
                findings.AddRange(CheckName(documented, entry, name, options));
        }
        return findings.ToImmutable();
    }

    private static IEnumerable<AbiFinding> CheckName(AbiSet documented, AbiEntry entry, string name, AbiCompareOptions options)
    {
        if (AbiNonAbi.Reason(name, options.IsKernelSymbol) is { } reason)
        {
            yield return At(AbiRules.NotAbi, entry, name, $"{reason}: take it out of the patch's list");
            yield break;
        }
        AbiEntry? known = documented.Named(name).FirstOrDefault() ?? documented.Paths.Find(name).FirstOrDefault()?.Entry;
        if (known is null)
        {
            yield return At(AbiRules.TouchUnknown, entry, name, $"no entry covers {name}: document it, in testing unless it is finished");
        }
        else if (entry.Level == AbiLevel.Removed && known.Level is AbiLevel.Stable or AbiLevel.Testing)
        {
            yield return At(AbiRules.TouchForbidden, entry, name, $"the patch removes {name}, which is {known.Level.Folder()}: it has to become obsolete first, with a reason and a time");
        }
        else if (entry.Level == AbiLevel.Removed && known.Level == AbiLevel.Obsolete)
        {
            foreach (AbiFinding finding in AbiLevelRules.JudgeMove(known, entry, options))
                yield return finding with { What = name };
        }
        else if (entry.Level != known.Level)
        {
            yield return At(AbiRules.TouchLevel, entry, name, $"the patch calls {name} {entry.Level.Folder()}, but its entry is {known.Level.Folder()}: name that level");
        }
        else if (known.Level == AbiLevel.Stable && entry.Description.Length > 0 && entry.Description.Trim() != known.Description.Trim())
        {
            yield return At(AbiRules.TouchForbidden, entry, name, $"the patch describes {name} otherwise than its stable entry: a stable interface stays as it is described");
        }
    }

    private static AbiFinding At(AbiRule rule, AbiEntry entry, string name, string message) => rule.At(name, entry.File, entry.Line, message);
}
