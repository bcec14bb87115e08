using System.Management.Automation;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Unregisters disabled patches: klp_unregister_patch of the first releases, which no later one has. Their modules stay, and can't be unloaded any more.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "KlpPatch", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class UnregisterKlpPatchCommand : KlpRegisteredPatchCommand
{
    private protected override void Take(string kernelName, string name) => Change($"patch '{name}'", "Unregister", kernel => PatchChanges.Unregister(kernel, kernelName, name), null);
}
