using System.Management.Automation;
using KlpShell.Core.Manifests;
using KlpShell.Files;
using KlpShell.Projection;

namespace KlpShell.Commands;

/// <summary>Reads manifests: one object for each document, and one error, with file, line and column, for each thing that is wrong.</summary>
[Cmdlet(VerbsData.Import, "KlpManifest", DefaultParameterSetName = "Path")]
[OutputType(typeof(ManifestInfo))]
public sealed class ImportKlpManifestCommand : KlpManifestPathCommand
{
    private protected override void Read(string file)
    {
        ManifestReading reading = ManifestStore.Read(file);
        foreach (ManifestDocument document in reading.Documents) WriteObject(ManifestProjection.Of(document));
        foreach (KlpException error in ManifestStore.Errors(reading)) WriteError(error.ToRecord());
    }
}
