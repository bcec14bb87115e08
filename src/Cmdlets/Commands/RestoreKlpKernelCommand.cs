using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Checkpoints;
using KlpShell.Completion;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>
/// Puts a kernel back to a snapshot: patches, tasks, log and time are as they were. The snapshot stays, to go back to again. With -Path the
/// snapshot is a file; where the session hasn't a kernel of the name that it had, one is made. A file that is damaged, or none of ours, changes nothing.
/// </summary>
[Cmdlet(VerbsData.Restore, "KlpKernel", DefaultParameterSetName = "Name", SupportsShouldProcess = true)]
[OutputType(typeof(KernelInfo))]
public sealed class RestoreKlpKernelCommand : KlpKernelCommand
{
    /// <summary>The snapshot's name; the newest when left out.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Name")]
    [ArgumentCompleter(typeof(CheckpointCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Checkpoint { get; set; }

    /// <summary>The file that Checkpoint-KlpKernel -Path wrote.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    [Alias("PSPath", "LiteralPath")]
    [ArgumentCompleter(typeof(HostFileCompleter))]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = null!;

    /// <summary>Writes the kernel.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        if (ParameterSetName == "Path") Load(HostPath(Path));
        else GoBack(Target);
    }

    private void GoBack(KernelHandle handle)
    {
        Checkpoint checkpoint = Look(_ => Find(handle)) ?? throw Failure.Of("CheckpointNotFound", Checkpoint, Checkpoint ?? "*", handle.Name);
        if (!ShouldProcess(Internal.Text.Visible($"kernel '{handle.Name}'"), Internal.Text.Visible($"Restore checkpoint '{checkpoint.Name}'"))) return;
        handle.Replace(checkpoint.Kernel.Clone(), () => IsStopping);
        if (PassThru) WriteObject(KernelProjection.Of(handle));
    }

    private void Load(string path)
    {
        SavedKernel saved = Apart(() => CheckpointReader.Read(path, CheckpointFile.Read(path, out int version), version));
        KernelHandle? handle = Kernel is null ? KlpSession.Current.Find(saved.Name) : Target;
        if (!ShouldProcess(Internal.Text.Visible($"kernel '{handle?.Name ?? saved.Name}'"), Internal.Text.Visible($"Restore checkpoint '{path}'"))) return;
        if (handle is null) handle = KlpSession.Current.Add(saved.Name, saved.Kernel, saved.ManifestPath);
        else handle.Replace(saved.Kernel, () => IsStopping);
        if (PassThru) WriteObject(KernelProjection.Of(handle));
    }

    private Checkpoint? Find(KernelHandle handle)
    {
        if (Checkpoint is not null) return handle.Checkpoints.GetValueOrDefault(Checkpoint);
        Checkpoint? newest = null;
        foreach (Checkpoint one in handle.Checkpoints.Values)
        {
            if (newest is null || one.Number > newest.Number) newest = one;
        }

        return newest;
    }
}
