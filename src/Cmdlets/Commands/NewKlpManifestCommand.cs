using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core;
using KlpShell.Core.Manifests;
using KlpShell.Documents;
using KlpShell.Files;

namespace KlpShell.Commands;

/// <summary>Writes a manifest to begin with: a live patch of the functions that are named or come down the pipeline, a module, or a kernel.</summary>
[Cmdlet(VerbsCommon.New, "KlpManifest", SupportsShouldProcess = true)]
[OutputType(typeof(string), typeof(ManifestInfo))]
public sealed class NewKlpManifestCommand : KlpCommand
{
    private readonly List<(string Object, List<string> Functions)> _objects = [];

    /// <summary>The kernel's, module's or patch's name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = null!;

    /// <summary>What it describes.</summary>
    [Parameter(Position = 1)]
    [ValidateSet("Livepatch", "Module", "Kernel")]
    public ManifestKind Kind { get; set; } = ManifestKind.Livepatch;

    /// <summary>The functions: names, or objects from Get-KlpFunction and Get-KlpSymbol.</summary>
    [Parameter(ValueFromPipeline = true)]
    [NameOf("Symbol")]
    [ArgumentCompleter(typeof(FunctionCompleter))]
    public string[] Function { get; set; } = [];

    /// <summary>The object that the functions belong to: vmlinux, or a module.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ObjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string Object { get; set; } = "vmlinux";

    /// <summary>A kernel's release.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ReleaseCompleter))]
    public string? Release { get; set; }

    /// <summary>A sentence on what it is for.</summary>
    [Parameter]
    public string Description { get; set; } = "";

    /// <summary>The file to write. Without one the text comes out.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(HostFileCompleter))]
    [Alias("PSPath", "LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Takes the place of a file that is there already.</summary>
    [Parameter]
    public SwitchParameter Overwrite { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        List<string>? functions = _objects.Find(known => known.Object == Object).Functions;
        if (functions is null) _objects.Add((Object, functions = []));
        foreach (string function in Function)
        {
            if (!functions.Contains(function)) functions.Add(function);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Guard(() =>
    {
        string? file = Path is null ? null : HostPath(Path);
        string text = Text(file);
        if (file is null) WriteObject(text);
        else Save(file, text);
    });

    private string Text(string? file)
    {
        string schema = ManifestFolders.Schema(file is null ? Location : System.IO.Path.GetDirectoryName(file));
        foreach ((_, List<string> functions) in _objects)
        {
            if (functions.Count == 0) functions.Add(Kind == ManifestKind.Livepatch ? "cmdline_proc_show" : "example");
        }

        switch (Kind)
        {
            case ManifestKind.Livepatch:
                return ManifestScaffold.Livepatch(schema, Name, Description, _objects);
            case ManifestKind.Module:
                return ManifestScaffold.Module(schema, Name, Description, _objects[0].Functions);
            default:
                string wanted = Release ?? Core.Release.All[^1].Name;
                if (!Core.Release.TryParse(wanted, out Release? release, out string? problem)) throw Failure.Of("ReleaseUnknown", wanted, problem!.TrimEnd('.'));
                return ManifestScaffold.Kernel(schema, Name, Description, release!);
        }
    }

    private void Save(string file, string text)
    {
        WholeFile.CheckFree(file, Overwrite);
        if (!ShouldProcess(Internal.Text.Visible(file), "Write manifest")) return;
        WholeFile.Replace(file, text);
        foreach (ManifestDocument document in ManifestStore.Read(file).Documents) WriteObject(Projection.ManifestProjection.Of(document));
    }
}
