using System.Management.Automation;
using KlpShell.Core.Manifests;
using KlpShell.Files;

namespace KlpShell.Commands;

/// <summary>Says whether manifests are right: one Boolean for each file. With -Verbose also what is wrong, and where.</summary>
[Cmdlet(VerbsDiagnostic.Test, "KlpManifest", DefaultParameterSetName = "Path")]
[OutputType(typeof(bool))]
public sealed class TestKlpManifestCommand : KlpManifestPathCommand
{
    private protected override void Read(string file)
    {
        ManifestReading reading = ManifestStore.Read(file);
        foreach (ManifestProblem problem in reading.Problems) WriteVerbose(problem.Render());
        WriteObject(reading.Succeeded);
    }
}
