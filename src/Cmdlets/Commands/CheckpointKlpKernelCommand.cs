using System.Globalization;
using System.Management.Automation;
using KlpShell.Completion;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Takes a snapshot of a kernel, in memory, to go back to with Restore-KlpKernel.</summary>
[Cmdlet(VerbsData.Checkpoint, "KlpKernel", SupportsShouldProcess = true)]
[OutputType(typeof(CheckpointInfo))]
public sealed class CheckpointKlpKernelCommand : KlpKernelCommand
{
    /// <summary>Its name; a number of its own when left out.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(CheckpointCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Checkpoint { get; set; }

    /// <summary>Takes the place of a snapshot of the same name.</summary>
    [Parameter]
    public SwitchParameter Overwrite { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        (int number, bool taken) = Look(_ => (handle.NextCheckpoint(), Checkpoint is not null && handle.Checkpoints.ContainsKey(Checkpoint)));
        string name = Checkpoint ?? "checkpoint-" + number.ToString(CultureInfo.InvariantCulture);
        if (taken && !Overwrite) throw Failure.Of("CheckpointExists", name, name, handle.Name);
        if (!ShouldProcess(Internal.Text.Visible($"'{name}' of kernel '{handle.Name}'"), "Take checkpoint")) return;
        WriteObject(Look(kernel =>
        {
            handle.Checkpoints[name] = new Checkpoint(name, kernel.Clone(), number);
            return new CheckpointInfo { Checkpoint = name, Kernel = handle.Name, Time = kernel.Clock.Now, PatchCount = kernel.Livepatch.Patches.Count };
        }));
    }
}
