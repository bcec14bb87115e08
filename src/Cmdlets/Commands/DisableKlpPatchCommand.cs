using System;
using System.Management.Automation;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>
/// Disables patches: writes a 0 to their <c>enabled</c>. From 4.12 on that begins a transition, or turns one round that puts the patch in
/// place, and at its end the patch is gone; its module stays until Remove-KlpModule. One that is disabled already is left alone, with a
/// warning. -Wait waits for the transition as Wait-KlpPatch does; with -Rollback the patch is put back in place where that isn't over in time.
/// </summary>
[Cmdlet(VerbsLifecycle.Disable, "KlpPatch", SupportsShouldProcess = true)]
[OutputType(typeof(PatchInfo), typeof(RolloutInfo))]
public sealed class DisableKlpPatchCommand : KlpRegisteredPatchCommand
{
    private const double MostSeconds = 1e9;

    /// <summary>Makes it an error, the kernel's own, when a patch is disabled already.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <summary>Waits until the transition is over.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How many virtual seconds to wait at most, with -Wait. Wall time doesn't count.</summary>
    [Parameter]
    [ValidateRange(0.0, MostSeconds)]
    public double Timeout { get; set; } = 15;

    /// <summary>Goes back when the time is over, with -Wait: the transition is turned round, and its end waited for as long again. It is an error all the same.</summary>
    [Parameter]
    public SwitchParameter Rollback { get; set; }

    /// <summary>Writes the patches, as far as the kernel still lists them.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Take(string kernelName, string name) => Change(
        $"patch '{name}'",
        "Disable",
        kernel => Wait || Rollback
            ? new Rollouts(kernelName, TimeSpan.FromSeconds(Timeout), Rollback, () => IsStopping, Watched()).Disable(kernel, name, Strict)
            : PatchChanges.Disable(kernel, kernelName, name, Strict),
        PassThru ? kernel => PatchProjection.Find(kernelName, kernel, name) : null);
}
