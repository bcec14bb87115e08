using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core.Livepatch;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Lists the registered patches, in the order of the kernel's list.</summary>
[Cmdlet(VerbsCommon.Get, "KlpPatch")]
[OutputType(typeof(PatchInfo))]
public sealed class GetKlpPatchCommand : KlpKernelCommand
{
    /// <summary>Their names. Wildcards are allowed. All when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Patch")]
    [NameOf("Patch", Others = "*")]
    [ArgumentCompleter(typeof(PatchCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only those in this state.</summary>
    [Parameter]
    public KlpState? State { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        List<PatchInfo> all = Look(kernel => PatchProjection.All(handle.Name, kernel));
        foreach (string name in Name)
        {
            NamePattern pattern = new(name);
            List<PatchInfo> found = all.FindAll(patch => pattern.IsMatch(patch.Name));
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name)) WriteError(Failure.Of("PatchNotFound", name, name, handle.Name).ToRecord());
            foreach (PatchInfo patch in found)
            {
                if (State is null || patch.State == State) WriteObject(patch);
            }
        }
    }
}
