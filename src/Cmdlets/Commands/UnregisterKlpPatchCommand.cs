using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Unregisters disabled patches: klp_unregister_patch of the first releases, which no later one has. Their modules stay, and can't be unloaded any more.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "KlpPatch", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class UnregisterKlpPatchCommand : KlpChangeCommand
{
    /// <summary>Their names. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Patch")]
    [NameOf("Patch")]
    [ArgumentCompleter(typeof(PatchCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = null!;

    /// <inheritdoc/>
    protected override void Run()
    {
        string kernelName = Target.Name;
        foreach (string pattern in Name)
        {
            foreach (string name in Registered(pattern))
            {
                Guard(() => Change(
                    $"patch '{name}'",
                    "Unregister",
                    kernel => PatchChanges.Unregister(kernel, kernelName, name),
                    null));
            }
        }
    }
}
