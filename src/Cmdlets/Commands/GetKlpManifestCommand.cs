using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core.Manifests;
using KlpShell.Files;
using KlpShell.Projection;

namespace KlpShell.Commands;

/// <summary>Lists the manifests in the manifests folders: the module's own, <c>./manifests</c>, and those in KLPSHELL_MANIFESTS.</summary>
[Cmdlet(VerbsCommon.Get, "KlpManifest")]
[OutputType(typeof(ManifestInfo))]
public sealed class GetKlpManifestCommand : KlpCommand
{
    /// <summary>Their names. Wildcards are allowed. All when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [NameOf("Manifest", Others = "*")]
    [ArgumentCompleter(typeof(AnyManifestCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only those that describe this.</summary>
    [Parameter]
    public ManifestKind? Kind { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        string[] rooms = Kind switch
        {
            ManifestKind.Kernel => [ManifestStore.KernelRoom],
            ManifestKind.Module => [ManifestStore.ModuleRoom],
            ManifestKind.Livepatch => [ManifestStore.LivepatchRoom],
            ManifestKind.Abi => [ManifestStore.AbiRoom],
            _ => [ManifestStore.KernelRoom, ManifestStore.ModuleRoom, ManifestStore.LivepatchRoom, ManifestStore.AbiRoom],
        };
        foreach (string name in Name)
        {
            NamePattern pattern = new(name.Replace('-', '_'));
            bool found = false;
            foreach (string file in ManifestFolders.Files(Location, rooms))
            {
                if (IsStopping) return;
                if (!pattern.IsMatch(ManifestFolders.NameOf(file))) continue;
                found = true;
                Guard(() => Write(file));
            }

            if (!found && !WildcardPattern.ContainsWildcardCharacters(name)) WriteError(Failure.Of("ManifestNotFound", name, name, Kind?.ToString() ?? "any", string.Join(", ", ManifestFolders.All(Location))).ToRecord());
        }
    }

    private void Write(string file)
    {
        ManifestReading reading = ManifestStore.Read(file);
        foreach (ManifestDocument document in reading.Documents) WriteObject(ManifestProjection.Of(document));
        foreach (KlpException error in ManifestStore.Errors(reading)) WriteError(error.ToRecord());
    }
}
