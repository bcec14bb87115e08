using System.Management.Automation;
using KlpShell.Core.Manifests;
using KlpShell.Documents;
using KlpShell.Files;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Says whether manifests are right: one Boolean for each file. With -Verbose also what is wrong, and where. A file that can't be read is an error, too.</summary>
[Cmdlet(VerbsDiagnostic.Test, "KlpManifest", DefaultParameterSetName = "Path")]
[OutputType(typeof(bool))]
public sealed class TestKlpManifestCommand : KlpManifestPathCommand
{
    /// <summary>
    /// What is done about a live patch whose <c>abi:</c> entries break the rules of Documentation/ABI: it is warned of, or counts as wrong, or is
    /// let by. The entries of the session's last Import-KlpAbi hold, else those of the manifests folders.
    /// </summary>
    [Parameter]
    public AbiPolicy AbiPolicy { get; set; } = AbiPolicy.Warn;

    private protected override void Read(string file)
    {
        ManifestReading reading = ManifestStore.Read(file);
        foreach (ManifestProblem problem in reading.Problems)
        {
            // A file that isn't there is no wrong manifest, and most likely a slip of the fingers.
            if (ManifestStore.IsOfFile(problem)) WriteError(Failure.Of("ManifestUnreadable", problem.File, problem.File, problem.Message).ToRecord());
            else WriteVerbose(Internal.Text.Visible(problem.Render()));
        }

        bool passes = true;
        foreach (ManifestDocument document in reading.Documents) passes &= document.Livepatch is not { } patch || Passes(patch);
        WriteObject(reading.Succeeded && passes);
    }

    private bool Passes(LivepatchDefinition patch)
    {
        try
        {
            KernelHandle? kernel = KlpSession.Current.Selected;
            AbiGate.Check(this, patch.Module, AbiPolicy, Location, name => kernel?.Use(one => one.Symbols.AddressOf(name) != 0, () => IsStopping) == true);
            return true;
        }
        catch (KlpException refused) when (refused.Findings.Count > 0)
        {
            WriteVerbose(refused.Message);
            return false;
        }
    }
}
