using System.Collections;
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
        bool fromPath = ParameterSetName == "Path";
        foreach (string item in fromPath ? Path : Name)
        {
            Guard(() =>
            {
                if (!fromPath && !ManifestStore.LooksLikePath(item))
                {
                    Register(item, null);
                    return;
                }

                foreach (string file in HostPaths(item)) Guard(() => RegisterFile(file));
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
        string arguments = ModuleArguments.Of(Parameter);
        Change(
            $"patch '{name}'",
            "Register",
            kernel => PatchChanges.Register(kernel, name, () => Gate(Found(name, patch).For(kernel.Release)), arguments),
            PassThru ? kernel => PatchProjection.Find(kernelName, kernel, name) : null);
    }

    private LivepatchDefinition Found(string name, LivepatchDefinition? patch) =>
        patch ?? ManifestStore.Livepatch(ManifestStore.Require(name, "Livepatch", Location, ManifestStore.LivepatchRoom));
}
