using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Paths;
using KlpShell.Core.Abi.Rules;
using KlpShell.Documents;

namespace KlpShell.Commands;

/// <summary>A cmdlet that holds entries to the rules: those of form, with -Strict those of the README, with -Undocumented a tree of files to the entries.</summary>
public abstract class KlpAbiCheckCommand : KlpKernelCommand
{
    /// <summary>The entries: a path, or what Import-KlpAbi gave. Those of the manifests when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [AbiTransformation]
    [ArgumentCompleter(typeof(AbiSourceCompleter))]
    public AbiIdentity[] Abi { get; set; } = [];

    /// <summary>Asks of each entry what the README asks: the six fields, a date and a version that can be read, an address, the reason and the end of what is obsolete.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <summary>The day of the check. Today when left out.</summary>
    [Parameter]
    public DateTime? AsOf { get; set; }

    /// <summary>Also the files that no entry covers: those of -Root, or of the simulated kernel.</summary>
    [Parameter]
    public SwitchParameter Undocumented { get; set; }

    /// <summary>A folder of the host, such as /sys, whose files are to be documented.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AbiSourceCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    /// <summary>Only these rules, by id or name. Wildcards are allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AbiRuleCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Rule { get; set; } = ["*"];

    /// <summary>Only findings that weigh this much or more.</summary>
    [Parameter]
    public AbiSeverity Severity { get; set; }

    /// <summary>A file of findings that are known: each line a rule, a name or wildcard, # and a reason.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AbiSourceCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Suppression { get; set; }

    /// <summary>The findings that the parameters ask for.</summary>
    private protected AbiReport Check()
    {
        AbiHandle handle = Entries(Abi);
        DateOnly day = DateOnly.FromDateTime(AsOf ?? DateTime.Today);
        List<AbiFinding> findings = Apart<List<AbiFinding>>(() => [.. AbiChecker.Check(handle.Set, new AbiCheckOptions { Strict = Strict, AsOf = day })]);
        bool files = Undocumented || Root is not null;
        if (files)
        {
            AbiTreeFiles? own = Root is null ? Look(AbiFiles.Of) : null;
            string? root = Root is null ? null : HostPath(Root);
            findings.AddRange(Apart<List<AbiFinding>>(() => [.. AbiUndocumented.Check(handle.Set, own ?? Folder(root!))]));
        }

        WildcardPattern[] wanted = [.. Rule.Select(rule => new WildcardPattern(rule, WildcardOptions.IgnoreCase))];
        bool IsWanted(AbiRule rule) => Array.Exists(wanted, one => one.IsMatch(rule.Id) || one.IsMatch(rule.Name));
        bool IsLooked(AbiRule rule) => IsWanted(rule) && rule.Group switch
        {
            AbiRuleGroup.Form => true,
            AbiRuleGroup.Strict => Strict || rule == AbiRules.SeveralLevels,
            AbiRuleGroup.Files => files,
            _ => false,
        };
        bool Keeps(AbiFinding finding) => finding.Severity >= Severity && IsWanted(AbiRules.Find(finding.Rule)!);
        AbiSuppressions known = Known();
        return Apart(() =>
        {
            AbiReport report = known.Apply(findings, IsLooked);
            return new AbiReport([.. report.Open.Where(Keeps)], [.. report.Suppressed.Where(Keeps)]);
        });
    }

    private static AbiTreeFiles Folder(string root)
    {
        try
        {
            return AbiTreeFolder.List(root);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure.Of("AbiUnreadable", root, root, error.Message);
        }
    }

    private AbiSuppressions Known()
    {
        if (Suppression is null) return AbiSuppressions.None;
        string file = HostPath(Suppression);
        try
        {
            return AbiSuppressions.Read(file, File.ReadAllText(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure.Of("AbiUnreadable", file, file, Internal.HostFault.Reason(file, error));
        }
    }
}
