using System;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core.Manifests;
using KlpShell.Files;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>
/// Registers patches without enabling them: klp_register_patch of the first releases, which no later one has. Of one whose module isn't
/// loaded, the module is loaded with an init that only registers.
/// </summary>
[Cmdlet(VerbsLifecycle.Register, "KlpPatch", DefaultParameterSetName = "Name", SupportsShouldProcess = true)]
[OutputType(typeof(PatchInfo))]
public sealed class RegisterKlpPatchCommand : KlpPatchSourceCommand
{
    /// <summary>Their names: loaded modules, or live patches in the manifests folders.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Name")]
    [Alias("Patch")]
    [NameOf("Patch")]
    [ArgumentCompleter(typeof(EnableCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = null!;

    private protected override string[] Names => Name;

    private protected override void TakeName(string name) => Register(name, () => Described(name));

    private protected override void TakeFile(string file)
    {
        LivepatchDefinition patch = ManifestStore.Livepatch(file);
        Register(patch.Name, () => patch);
    }

    private void Register(string name, Func<LivepatchDefinition> patch)
    {
        string kernelName = Target.Name;
        string arguments = ModuleArguments.Of(Parameter);
        Change(
            $"patch '{name}'",
            "Register",
            kernel => PatchChanges.Register(kernel, name, () => Gate(patch().For(kernel.Release)), arguments),
            PassThru ? kernel => PatchProjection.Find(kernelName, kernel, name) : null);
    }
}
