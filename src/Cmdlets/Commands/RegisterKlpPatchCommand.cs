using System.Collections;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core.Livepatch;
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
public sealed class RegisterKlpPatchCommand : KlpPatchChangeCommand
{
    /// <summary>Their names: loaded modules, or live patches in the manifests folders.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Name")]
    [Alias("Patch")]
    [NameOf("Patch")]
    [ArgumentCompleter(typeof(EnableCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = null!;

    /// <summary>Manifests of kind Livepatch. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath")]
    [ArgumentCompleter(typeof(ManifestFileCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = null!;

    /// <summary>Parameters of the patch's module, where it is loaded.</summary>
    [Parameter]
    public Hashtable? Parameter { get; set; }

    /// <summary>Writes the patches.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        if (ParameterSetName == "Name")
        {
            foreach (string name in Name) Guard(() => Register(name, null));
            return;
        }

        foreach (string path in Path)
        {
            Guard(() =>
            {
                foreach (string file in HostPaths(path)) Guard(() => RegisterFile(file));
            });
        }
    }

    private void RegisterFile(string file)
    {
        LivepatchDefinition patch = ManifestStore.Livepatch(file);
        Register(patch.Name, patch);
    }

    private void Register(string name, LivepatchDefinition? patch)
    {
        string kernelName = Target.Name;
        Change(
            $"patch '{name}'",
            "Register",
            kernel => PatchChanges.Missing(kernel, "klp_register_patch") is { } missing ? missing : kernel.Modules.Find(name) is null ? Load(kernel, name, patch) : kernel.RegisterPatch(name),
            PassThru ? kernel => PatchProjection.Find(kernelName, kernel, name) : null);
    }

    private Outcome Load(Core.Kernel kernel, string name, LivepatchDefinition? patch)
    {
        patch ??= ManifestStore.Livepatch(ManifestStore.Require(name, "Livepatch", Location, ManifestStore.LivepatchRoom));
        return kernel.LoadModule(Gate(patch.For(kernel.Release)) with { Init = PatchInit.RegisterOnly }, ModuleArguments.Of(Parameter));
    }
}
