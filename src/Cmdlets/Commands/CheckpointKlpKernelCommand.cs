using System.Globalization;
using System.IO;
using System.Management.Automation;
using KlpShell.Checkpoints;
using KlpShell.Completion;
using KlpShell.Core;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>
/// Takes a snapshot of a kernel, to go back to with Restore-KlpKernel: in memory, where it costs next to nothing, or in a file with -Path.
/// The file is whole or isn't there, and holds all that is needed, symbols and manifests included; before it is written, it is tried out.
/// </summary>
[Cmdlet(VerbsData.Checkpoint, "KlpKernel", DefaultParameterSetName = "Name", SupportsShouldProcess = true)]
[OutputType(typeof(CheckpointInfo))]
public sealed class CheckpointKlpKernelCommand : KlpKernelCommand
{
    /// <summary>Its name; a number of its own when left out.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name")]
    [ArgumentCompleter(typeof(CheckpointCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Checkpoint { get; set; }

    /// <summary>The file to write, for another session or another day.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    [ArgumentCompleter(typeof(HostFileCompleter))]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = null!;

    /// <summary>Takes the place of a snapshot of the same name, or of the file.</summary>
    [Parameter]
    public SwitchParameter Overwrite { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        if (ParameterSetName == "Path") Save(Target, HostPath(Path));
        else Keep(Target);
    }

    private void Keep(KernelHandle handle)
    {
        (int number, bool taken) = Look(_ => (handle.NextCheckpoint(), Checkpoint is not null && handle.Checkpoints.ContainsKey(Checkpoint)));
        string name = Checkpoint ?? "checkpoint-" + number.ToString(CultureInfo.InvariantCulture);
        if (taken && !Overwrite) throw Failure.Of("CheckpointExists", name, name, handle.Name);
        if (!ShouldProcess(Internal.Text.Visible($"'{name}' of kernel '{handle.Name}'"), "Take checkpoint")) return;
        WriteObject(Look(kernel =>
        {
            handle.Checkpoints[name] = new Checkpoint(name, kernel.Clone(), number);
            return Info(handle, kernel, name, null);
        }));
    }

    private void Save(KernelHandle handle, string path)
    {
        if (Directory.Exists(path)) throw Failure.Of("CheckpointNotWritten", path, path, Internal.HostFault.Folder);
        if (File.Exists(path) && !Overwrite) throw Failure.Of("CheckpointFileExists", path, path);
        if (!ShouldProcess(Internal.Text.Visible($"'{path}' of kernel '{handle.Name}'"), "Save checkpoint")) return;
        Kernel kernel = Look(static kernel => kernel.Clone());
        byte[] content = Apart(() =>
        {
            byte[] written = CheckpointWriter.Write(handle.Name, handle.Path, kernel);
            TryOut(handle, path, written);
            return written;
        });
        CheckpointFile.Write(path, content);
        WriteObject(Info(handle, kernel, System.IO.Path.GetFileNameWithoutExtension(path), path));
    }

    private static void TryOut(KernelHandle handle, string path, byte[] content)
    {
        try
        {
            CheckpointReader.Read(path, content);
        }
        catch (KlpException error)
        {
            throw Failure.Of("CheckpointNotPossible", handle.Name, handle.Name, $"what was to be written doesn't give it again ({error.ErrorId})");
        }
    }

    private static CheckpointInfo Info(KernelHandle handle, Kernel kernel, string name, string? path) => new()
    {
        Checkpoint = name,
        Kernel = handle.Name,
        Time = kernel.Clock.Now,
        PatchCount = kernel.Livepatch.Patches.Count,
        Path = path,
    };
}
