using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Completion;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Puts a kernel back to a snapshot: patches, tasks, log and time are as they were. The snapshot stays, to go back to again.</summary>
[Cmdlet(VerbsData.Restore, "KlpKernel", SupportsShouldProcess = true)]
[OutputType(typeof(KernelInfo))]
public sealed class RestoreKlpKernelCommand : KlpKernelCommand
{
    /// <summary>The snapshot's name; the newest when left out.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CheckpointCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Checkpoint { get; set; }

    /// <summary>Writes the kernel.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        Checkpoint checkpoint = Look(_ => Find(handle)) ?? throw Failure.Of("CheckpointNotFound", Checkpoint, Checkpoint ?? "*", handle.Name);
        if (!ShouldProcess(Internal.Text.Visible($"kernel '{handle.Name}'"), Internal.Text.Visible($"Restore checkpoint '{checkpoint.Name}'"))) return;
        handle.Replace(checkpoint.Kernel.Clone(), () => IsStopping);
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
