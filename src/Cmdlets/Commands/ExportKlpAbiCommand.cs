using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core.Abi;
using KlpShell.Core.Abi.Writing;
using KlpShell.Documents;
using KlpShell.Files;

namespace KlpShell.Commands;

/// <summary>
/// Writes entries of the ABI: as the kernel's text, a manifest, JSON or a page. Without -Path the text comes out. The kernel's text of several
/// files goes into a folder, each entry into the file of its name and level. What is written reads back equal.
/// </summary>
[Cmdlet(VerbsData.Export, "KlpAbi", SupportsShouldProcess = true)]
[OutputType(typeof(string))]
public sealed class ExportKlpAbiCommand : KlpCommand
{
    private readonly List<AbiIdentity> _all = [];

    /// <summary>The entries: a path, what Import-KlpAbi gave, or objects from Get-KlpAbi. Those of the manifests when left out.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AbiTransformation]
    [ArgumentCompleter(typeof(AbiSourceCompleter))]
    public AbiIdentity[] Abi { get; set; } = [];

    /// <summary>The file to write; for the kernel's text a folder, in which stable, testing, obsolete and removed are made. Without one the text comes out.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(AbiSourceCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The form. The kernel's text when left out, or what the ending of -Path says.</summary>
    [Parameter(Position = 1)]
    public AbiExportForm? Format { get; set; }

    /// <summary>Takes the place of files that are there already.</summary>
    [Parameter]
    public SwitchParameter Overwrite { get; set; }

    /// <inheritdoc/>
    protected override void Run() => _all.AddRange(Abi);

    /// <inheritdoc/>
    protected override void EndProcessing() => Guard(() =>
    {
        AbiSet set = Entries(_all).Set;
        AbiExportForm form = Format ?? System.IO.Path.GetExtension(Path ?? "") switch
        {
            ".yaml" or ".yml" => AbiExportForm.Yaml,
            ".json" => AbiExportForm.Json,
            ".md" => AbiExportForm.Markdown,
            _ => AbiExportForm.Text,
        };
        if (Path is null) WriteText(set, form);
        else Save(set, form, HostPath(Path));
    });

    private static string Text(AbiSet set, AbiExportForm form, string name) => form switch
    {
        AbiExportForm.Yaml => ManifestGate.Write(new Core.Manifests.ManifestDocument(Core.Manifests.ManifestKind.Abi, name, "", 0) { AbiEntries = set.Entries }),
        AbiExportForm.Json => AbiJson.Write(set.Entries),
        AbiExportForm.Markdown => AbiMarkdown.Write(set.Entries),
        _ => AbiTextWriter.Write(set.Entries),
    };

    private void WriteText(AbiSet set, AbiExportForm form) => WriteObject(Text(set, form, "abi"));

    private void Save(AbiSet set, AbiExportForm form, string path)
    {
        if (form != AbiExportForm.Text)
        {
            Save(path, Text(set, form, System.IO.Path.GetFileNameWithoutExtension(path)));
            return;
        }

        foreach ((string file, string text) in AbiTextWriter.WriteTree(set)) Guard(() => Save(System.IO.Path.Combine(path, file), text));
    }

    private void Save(string path, string text)
    {
        WholeFile.CheckFree(path, Overwrite);
        if (ShouldProcess(Internal.Text.Visible(path), "Write ABI entries")) WholeFile.Replace(path, text, makesFolder: true);
    }
}
