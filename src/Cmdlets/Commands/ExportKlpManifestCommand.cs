using System.IO;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.ModuleFiles.Comparing;
using KlpShell.Documents;
using KlpShell.Files;

namespace KlpShell.Commands;

/// <summary>
/// Writes a real module's file (.ko) as a manifest: what its patch replaces, its callbacks and states, its functions, and its livepatch relocations
/// in a form that can be compared. What its code does isn't in it. Without -Destination the text comes out; what is written reads back with Import-KlpManifest.
/// </summary>
[Cmdlet(VerbsData.Export, "KlpManifest", SupportsShouldProcess = true)]
[OutputType(typeof(string))]
public sealed class ExportKlpManifestCommand : KlpCommand
{
    /// <summary>The module's files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath")]
    [NameOf("Path")]
    [ArgumentCompleter(typeof(AbiSourceCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = null!;

    /// <summary>The file to write; a folder, in which each gets a file of its module's name, where there are several. Without one the text comes out.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(AbiSourceCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <summary>The release by whose structures the file is read. That which its vermagic names when left out, or the newest.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ReleaseCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Release { get; set; }

    /// <summary>Takes the place of files that are there already.</summary>
    [Parameter]
    public SwitchParameter Overwrite { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        foreach (string pattern in Path)
        {
            Guard(() =>
            {
                foreach (string path in HostPaths(pattern))
                {
                    if (!IsStopping) Guard(() => Export(path));
                }
            });
        }
    }

    private void Export(string path)
    {
        ModuleFile file = ModuleSource.Read(path);
        Release release = ModuleSource.ReleaseOf(file, Release);
        string text = $"# {Internal.Text.OneLine(file.FileName)}, read by the structures of {release.Name}.\n" + ManifestGate.Write(ModuleManifest.Describe(file, release));
        if (Destination is null)
        {
            WriteObject(text);
            return;
        }

        string target = HostPath(Destination);
        if (Directory.Exists(target)) target = System.IO.Path.Combine(target, System.IO.Path.GetFileNameWithoutExtension(path) + ".yaml");
        WholeFile.CheckFree(target, Overwrite);
        if (ShouldProcess(Internal.Text.Visible(target), "Write manifest")) WholeFile.Replace(target, text);
    }
}
