using System.Management.Automation;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>
/// Disables patches: writes a 0 to their <c>enabled</c>. From 4.12 on that begins a transition, or turns one round that puts the patch in
/// place, and at its end the patch is gone; its module stays until Remove-KlpModule. One that is disabled already is left alone, with a
/// warning.
/// </summary>
[Cmdlet(VerbsLifecycle.Disable, "KlpPatch", SupportsShouldProcess = true)]
[OutputType(typeof(PatchInfo))]
public sealed class DisableKlpPatchCommand : KlpRegisteredPatchCommand
{
    /// <summary>Makes it an error, the kernel's own, when a patch is disabled already.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <summary>Writes the patches, as far as the kernel still lists them.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Take(string kernelName, string name) => Change(
        $"patch '{name}'",
        "Disable",
        kernel => PatchChanges.Disable(kernel, kernelName, name, Strict),
        PassThru ? kernel => PatchProjection.Find(kernelName, kernel, name) : null);
}
