using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Core.Abi.Searching;

namespace KlpShell.Core.Abi.Rules;

/// <summary>
/// The findings that are known. Each line of their file is a rule, a name or wildcard, <c>#</c> and a reason:
/// <c>ABI028 /sys/bus/old/* # goes with the driver</c>; lines that begin with <c>#</c> are remarks.
/// </summary>
public sealed class AbiSuppressions
{
    private const string FilePrefix = "file:";

    private readonly string _file;
    private readonly ImmutableArray<AbiFinding> _problems;

    private AbiSuppressions(string file, ImmutableArray<AbiSuppression> all, ImmutableArray<AbiFinding> problems)
    {
        _file = file;
        All = all;
        _problems = problems;
    }

    /// <summary>None.</summary>
    public static AbiSuppressions None { get; } = new("", [], []);

    /// <summary>Those that could be read, in the order of the file.</summary>
    public ImmutableArray<AbiSuppression> All { get; }

    /// <summary>Reads the text of a suppression file; lines that are none become findings when it is applied.</summary>
    public static AbiSuppressions Read(string file, string text)
    {
        var all = ImmutableArray.CreateBuilder<AbiSuppression>();
        var problems = ImmutableArray.CreateBuilder<AbiFinding>();
        int number = 0;
        foreach (ReadOnlySpan<char> read in text.AsSpan().EnumerateLines())
        {
            number++;
            ReadOnlySpan<char> line = read.Trim();
            if (!line.IsEmpty && line[0] != '#')
                ReadLine(line.ToString(), file, number, all, problems);
        }
        return new AbiSuppressions(file, all.ToImmutable(), problems.ToImmutable());
    }

    /// <summary>Takes out of some findings those that are known.</summary>
    /// <param name="findings">All of them.</param>
    /// <param name="looked">The rules that were looked at; a suppression of another is not called stale. All when null.</param>
    public AbiReport Apply(IEnumerable<AbiFinding> findings, Func<AbiRule, bool>? looked = null)
    {
        var open = ImmutableArray.CreateBuilder<AbiFinding>();
        var known = ImmutableArray.CreateBuilder<AbiFinding>();
        var used = new bool[All.Length];
        AbiWildcard[] targets = [.. Targets()];
        foreach (AbiFinding finding in findings)
        {
            int by = -1;
            for (int i = 0; i < All.Length; i++)
            {
                if (!Suppresses(All[i], targets[i], finding))
                    continue;
                used[i] = true;
                by = by < 0 ? i : by;
            }
            if (by < 0)
                open.Add(finding);
            else
                known.Add(finding with { SuppressedBecause = All[by].Reason });
        }
        open.AddRange(_problems);
        for (int i = 0; i < All.Length; i++)
        {
            AbiSuppression stale = All[i];
            if (!used[i] && looked?.Invoke(AbiRules.Find(stale.Rule)!) != false)
                open.Add(AbiRules.StaleSuppression.At("", _file, stale.Line, $"{stale.Rule} no longer finds anything at '{stale.Target}': take this line out"));
        }
        return new AbiReport(open.ToImmutable(), known.ToImmutable());
    }

    private static void ReadLine(string line, string file, int number, ImmutableArray<AbiSuppression>.Builder all, ImmutableArray<AbiFinding>.Builder problems)
    {
        int mark = line.IndexOf(" #", StringComparison.Ordinal);
        string reason = mark < 0 ? "" : line[(mark + 2)..].Trim();
        string[] parts = (mark < 0 ? line : line[..mark]).Split([' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length < 2 || AbiRules.Find(parts[0]) is not { } rule)
            problems.Add(AbiRules.BadSuppression.At("", file, number, $"'{line}' is no suppression: write a rule such as ABI028, a name or wildcard, '#' and a reason"));
        else if (reason.Length == 0)
            problems.Add(AbiRules.SuppressionWithoutReason.At("", file, number, $"the suppression of {rule.Id} at '{parts[1]}' gives no reason, and does not count: add one behind '#'"));
        else
            all.Add(new AbiSuppression(rule.Id, parts[1], reason, number));
    }

    private static bool Suppresses(AbiSuppression suppression, AbiWildcard target, AbiFinding finding) =>
        suppression.Rule == finding.Rule && target.IsMatch(suppression.Target.StartsWith(FilePrefix, StringComparison.Ordinal) ? finding.File : finding.What);

    private IEnumerable<AbiWildcard> Targets()
    {
        foreach (AbiSuppression suppression in All)
            yield return new AbiWildcard(suppression.Target.StartsWith(FilePrefix, StringComparison.Ordinal) ? suppression.Target[FilePrefix.Length..] : suppression.Target);
    }
}
