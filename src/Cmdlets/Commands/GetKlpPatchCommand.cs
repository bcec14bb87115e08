using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core.Livepatch;
using KlpShell.Projection;

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
    protected override void Run() => WriteNamed(Name, static (name, kernel) => Failure.Of("PatchNotFound", name, name, kernel), PatchProjection.All, static patch => patch.Name, patch => State is null || patch.State == State);
}
