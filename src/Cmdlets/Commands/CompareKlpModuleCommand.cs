using System;
using System.Management.Automation;
using KlpShell.Completion;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.ModuleFiles.Comparing;
using KlpShell.Files;

namespace KlpShell.Commands;

/// <summary>
/// Compares two builds of a module (.ko): functions that are new, gone, of another length or with other code; objects, replacements, callbacks and states;
/// livepatch relocations; .modinfo; what it takes from outside and exports, with versions. Where things lie in the files makes no difference.
/// </summary>
[Cmdlet(VerbsData.Compare, "KlpModule")]
[OutputType(typeof(ModuleChangeInfo))]
public sealed class CompareKlpModuleCommand : KlpCommand
{
    /// <summary>The first build.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(AbiSourceCompleter))]
    [ValidateNotNullOrEmpty]
    public string Reference { get; set; } = null!;

    /// <summary>The second build.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(AbiSourceCompleter))]
    [ValidateNotNullOrEmpty]
    public string Difference { get; set; } = null!;

    /// <summary>The release by whose structures the files are read. That which the second one's vermagic names when left out, or the newest.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ReleaseCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Release { get; set; }

    /// <summary>Only these parts of the files.</summary>
    [Parameter]
    public ModulePartKind[] Part { get; set; } = [];

    /// <inheritdoc/>
    protected override void Run()
    {
        ModuleFile reference = ModuleSource.Read(HostPath(Reference));
        ModuleFile difference = ModuleSource.Read(HostPath(Difference));
        foreach (ModuleChange change in ModuleComparer.Compare(reference, difference, ModuleSource.ReleaseOf(difference, Release)))
        {
            if (IsStopping) return;
            if (Part.Length == 0 || Array.IndexOf(Part, change.Part.Kind) >= 0) WriteObject(ModuleChangeInfo.Of(change));
        }
    }
}
