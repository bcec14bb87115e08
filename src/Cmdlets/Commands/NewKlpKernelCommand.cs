using System;
using System.IO;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core;
using KlpShell.Core.Symbols;
using KlpShell.Files;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Boots a simulated kernel, from a release or a manifest, and makes it the current one.</summary>
[Cmdlet(VerbsCommon.New, "KlpKernel", DefaultParameterSetName = "Release", SupportsShouldProcess = true)]
[OutputType(typeof(KernelInfo))]
public sealed class NewKlpKernelCommand : KlpCommand
{
    /// <summary>The livepatch core: a name that Get-KlpRelease lists, or a patch level of one. The newest when left out.</summary>
    [Parameter(Position = 0, ParameterSetName = "Release", ValueFromPipeline = true)]
    [NameOf("Release")]
    [ArgumentCompleter(typeof(ReleaseCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Release { get; set; }

    /// <summary>A manifest of kind Kernel: a file, or the name of one in the manifests folders.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath")]
    [ArgumentCompleter(typeof(KernelManifestCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The name that it goes by in this session. Its release's or manifest's when left out, with a number where that is taken.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(KernelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Another symbol table: a copy of /proc/kallsyms or a System.map, plain or gzip.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(HostFileCompleter))]
    [ValidateNotNullOrEmpty]
    public string? SymbolTable { get; set; }

    /// <summary>Takes the place of a kernel of the same name.</summary>
    [Parameter]
    public SwitchParameter Overwrite { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        string path = Path is null ? OfRelease() : OfPath(Path);
        KernelDefinition definition = Apart(() => ManifestStore.Kernel(path));
        if (SymbolTable is not null)
        {
            string table = HostPath(SymbolTable);
            definition = definition with { Symbols = Apart(() => ReadSymbols(table)), Traceable = null };
        }

        KlpSession session = KlpSession.Current;
        if (Name is not null && session.Find(Name) is not null && !Overwrite) throw Failure.Of("KernelExists", Name, Name);
        string name = Name ?? session.FreeName(definition.Name);
        if (!ShouldProcess(Internal.Text.Visible(name), $"Boot a kernel with the livepatch core of {definition.Release.Name}")) return;
        Kernel booted = Apart(() => Core.Kernel.BootWithJournal(definition));
        WriteObject(KernelProjection.Of(session.Add(name, booted, path)));
    }

    private string OfRelease()
    {
        string wanted = Release ?? Core.Release.All[^1].Name;
        if (!Core.Release.TryParse(wanted, out Release? release, out string? problem)) throw Failure.Of("ReleaseUnknown", wanted, problem!.TrimEnd('.') + Hint(wanted));
        return ManifestStore.OfRelease(release!, Location) ?? throw Failure.Of("ManifestNotFound", wanted, release!.Name, "Kernel", string.Join(", ", ManifestFolders.All(Location)));
    }

    private string Hint(string wanted) => ManifestStore.Find(wanted, Location, ManifestStore.KernelRoom) is null ? "" : $". There is a manifest of that name, though: New-KlpKernel -Path {wanted}";

    private string OfPath(string path)
    {
        string full = HostPath(path);
        if (File.Exists(full)) return full;
        return ManifestStore.Find(path, Location, ManifestStore.KernelRoom) ?? full;
    }

    private static SymbolTable ReadSymbols(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            SymbolTableReading reading = Core.Symbols.SymbolTable.Read(stream, path);
            return reading.Table ?? throw Failure.Of("SymbolTableUnusable", path, reading.Problems[^1].Message.TrimEnd('.'));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure.Of("ManifestUnreadable", path, path, Internal.HostFault.Reason(path, error));
        }
    }
}
