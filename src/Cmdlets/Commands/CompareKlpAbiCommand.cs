using System;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core.Abi.Comparing;
using KlpShell.Documents;
using KlpShell.Projection;

namespace KlpShell.Commands;

/// <summary>
/// Compares two sets of entries: what was added, went, moved, changed or is spelled otherwise, each with the verdict of the README
/// (Documentation/ABI/README) and the rules that it breaks.
/// </summary>
[Cmdlet(VerbsData.Compare, "KlpAbi")]
[OutputType(typeof(AbiChangeInfo))]
public sealed class CompareKlpAbiCommand : KlpCommand
{
    /// <summary>The entries as they were: a path, or what Import-KlpAbi gave.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [AbiTransformation]
    [ArgumentCompleter(typeof(AbiSourceCompleter))]
    public AbiIdentity[] Reference { get; set; } = [];

    /// <summary>The entries as they are: a path, or what Import-KlpAbi gave.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AbiTransformation]
    [ArgumentCompleter(typeof(AbiSourceCompleter))]
    public AbiIdentity[] Difference { get; set; } = [];

    /// <summary>The day of the second set, by which promised times are judged. Today when left out.</summary>
    [Parameter]
    public DateTime? AsOf { get; set; }

    /// <summary>The kernel of the second set, for what was to go with a version.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AbiVersionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? KernelVersion { get; set; }

    /// <summary>Only these kinds of change.</summary>
    [Parameter]
    public AbiChangeKind[] Change { get; set; } = [];

    /// <summary>Only changes with these verdicts.</summary>
    [Parameter]
    public AbiVerdict[] Verdict { get; set; } = [];

    /// <inheritdoc/>
    protected override void Run()
    {
        AbiHandle reference = Entries(Reference);
        AbiHandle difference = Entries(Difference);
        AbiCompareOptions options = new() { AsOf = DateOnly.FromDateTime(AsOf ?? DateTime.Today), KernelVersion = AbiVersions.Of(KernelVersion) };
        foreach (AbiChange change in AbiComparer.Compare(reference.Set, difference.Set, options).Changes)
        {
            if (IsStopping) return;
            if (Change.Length > 0 && Array.IndexOf(Change, change.Kind) < 0) continue;
            if (Verdict.Length > 0 && Array.IndexOf(Verdict, change.Verdict) < 0) continue;
            WriteObject(AbiProjection.Of(change, reference, difference));
        }
    }
}
