using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>
/// Forces the transition that the kernel is in: writes a 1 to the patch's <c>force</c>, which declares all remaining tasks switched, wherever
/// they are. The kernel then ends the transition when it next looks, within a second: Wait-KlpPatch. Tasks that still run old code go on in
/// it, and the module of what they were forced out of can never be removed. Only this ends a transition that nothing else can end.
/// </summary>
[Cmdlet(VerbsLifecycle.Complete, "KlpTransition", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(PatchInfo))]
public sealed class CompleteKlpTransitionCommand : KlpChangeCommand
{
    /// <summary>The patch; the one in transition when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Patch")]
    [NameOf("Patch")]
    [ArgumentCompleter(typeof(PatchCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The kernel's word for it. Without it nothing is done: there is no gentle way to complete a transition but to wait.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the patches.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        if (!Force) throw Failure.Of("ForceNotSaid", null);
        KernelHandle handle = Target;
        string[] names = Name;
        if (names.Length == 0) names = [Seen(static kernel => kernel.Livepatch.CurrentTransition?.Patch.Name) ?? throw Failure.Of("NoTransition", handle.Name, handle.Name)];
        foreach (string name in names) Guard(() => Complete(handle, name));
    }

    private void Complete(KernelHandle handle, string name) => Change(
        $"patch '{name}'",
        "Force the transition of",
        kernel =>
        {
            if (kernel.Livepatch.Find(name) is null) throw Failure.Of("PatchNotFound", name, name, handle.Name);
            return kernel.Release.Has(Features.SysfsForce)
                ? PatchChanges.Write(kernel, name, 1, "force")
                : new EntranceResult(Status.Refused(Errno.ENOENT, Refusal.NotInThisRelease, "force"), "", default, []);
        },
        PassThru ? kernel => PatchProjection.Find(handle.Name, kernel, name) : null);
}
