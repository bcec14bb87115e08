using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Reading;
using KlpShell.Core.Abi.Writing;
using KlpShell.Documents;
using KlpShell.Projection;

namespace KlpShell.Commands;

/// <summary>
/// Moves entries of Documentation/ABI to another level, by the rules of the README: out of one file and into that of the same name in the
/// other folder, everything else byte for byte as it was. Says who must be told.
/// </summary>
[Cmdlet(VerbsCommon.Move, "KlpAbi", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(AbiMoveInfo))]
public sealed class MoveKlpAbiCommand : KlpCommand
{
    /// <summary>The entries: objects from Get-KlpAbi.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [RecordOf(typeof(AbiInfo), "Get-KlpAbi")]
    [ValidateNotNull]
    public AbiInfo[] Entry { get; set; } = null!;

    /// <summary>The level to move them to.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public AbiLevel To { get; set; }

    /// <summary>Why. It is written into the description of what becomes obsolete or removed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "";

    /// <summary>The day after which an obsolete interface is to go.</summary>
    [Parameter]
    public DateTime? RemovalDate { get; set; }

    /// <summary>The kernel in which an obsolete interface is to go.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AbiVersionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? RemovalVersion { get; set; }

    /// <summary>The day of the move. Today when left out.</summary>
    [Parameter]
    public DateTime? AsOf { get; set; }

    /// <summary>The kernel of the move.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AbiVersionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? KernelVersion { get; set; }

    /// <summary>Moves them although a rule forbids it; what the rules say is a warning then.</summary>
    [Parameter]
    public SwitchParameter AllowBreach { get; set; }

    /// <summary>Writes what was moved, and who must be told.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        foreach (AbiInfo info in Entry) Guard(() => Move(info));
    }

    private void Move(AbiInfo info)
    {
        string name = AbiEntries.Name(info.Entry);
        if (info.Entry.Level == To) throw Failure.Of("AbiLevelSame", name, name, To.Folder());
        if (info.Entry.Source is null || info.Handle.HostPath(info.Entry.File) is not { } file) throw Failure.Of("AbiNotInFile", name, name);
        AbiEntry entry = Current(info.Entry, file);
        AbiMovePlan plan = AbiMover.Plan(entry, Request(), path => Bytes(info.Handle.HostPath(path)!));
        foreach (AbiFinding finding in plan.Findings)
        {
            if (finding.Severity == AbiSeverity.Error && !AllowBreach) throw Failure.Of("AbiMoveForbidden", name, name, To.Folder(), $"{finding.Rule}, {finding.Message}");
            WriteWarning(Internal.Text.Visible(finding.ToString()));
        }

        string told = plan.Told.IsEmpty ? "" : $"; to be told: {string.Join("; ", plan.Told)}";
        if (ShouldProcess(Internal.Text.Visible($"{name} in {file}"), Internal.Text.Visible($"Move from {entry.Level.Folder()} to {To.Folder()}{told}")))
        {
            // The new place first: what goes wrong between the two leaves the entry twice, and never lost.
            foreach (AbiFileEdit edit in plan.Edits.Reverse()) WholeFile.Replace(info.Handle.HostPath(edit.Path)!, edit.After, makesFolder: true);
        }

        if (PassThru) WriteObject(AbiProjection.Of(plan));
    }

    private AbiMoveRequest Request() => new(To)
    {
        Reason = Reason,
        RemovalDate = RemovalDate is { } removal ? DateOnly.FromDateTime(removal) : null,
        RemovalVersion = AbiVersions.Of(RemovalVersion),
        AsOf = DateOnly.FromDateTime(AsOf ?? DateTime.Today),
        KernelVersion = AbiVersions.Of(KernelVersion),
    };

    // The entry as the file has it now: another may have been moved out of it meanwhile.
    private static AbiEntry Current(AbiEntry entry, string file)
    {
        if (Bytes(file) is { } bytes)
        {
            foreach (AbiEntry now in AbiTextReader.Read(entry.File, bytes, entry.Level).Entries)
            {
                if (AbiEntries.SameContent(now, entry)) return now;
            }
        }

        throw Failure.Of("AbiFileChanged", file, file, AbiEntries.Name(entry));
    }

    private static ReadOnlyMemory<byte>? Bytes(string file)
    {
        try
        {
            return File.Exists(file) ? (ReadOnlyMemory<byte>?)File.ReadAllBytes(file) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure.Of("AbiUnreadable", file, file, error.Message);
        }
    }
}
