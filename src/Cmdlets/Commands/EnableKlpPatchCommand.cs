using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core.Modules;
using KlpShell.Files;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>
/// Enables patches. One that is registered gets a 1 written to its <c>enabled</c>; of one that isn't, the module is loaded first.
/// One that is enabled already is left alone, with a warning.
/// </summary>
[Cmdlet(VerbsLifecycle.Enable, "KlpPatch", DefaultParameterSetName = "Name", SupportsShouldProcess = true)]
[OutputType(typeof(PatchInfo))]
public sealed class EnableKlpPatchCommand : KlpChangeCommand
{
    /// <summary>Their names: registered patches (wildcards are allowed), or live patches in the manifests folders.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Name")]
    [Alias("Patch")]
    [NameOf("Patch")]
    [ArgumentCompleter(typeof(EnableCompleter))]
    [SupportsWildcards]
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
    public System.Collections.Hashtable? Parameter { get; set; }

    /// <summary>Makes it an error, the kernel's own, when a patch is enabled already.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <summary>Writes the patches.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        if (ParameterSetName == "Path")
        {
            foreach (string path in Path)
            {
                Guard(() =>
                {
                    foreach (string file in HostPaths(path)) Guard(() => Enable(ManifestStore.Livepatch(file).Module));
                });
            }

            return;
        }

        foreach (string pattern in Name)
        {
            foreach (string name in Registered(pattern)) Guard(() => Enable(name));
        }
    }

    private void Enable(string name) => Change(
        $"patch '{name}'",
        "Enable",
        kernel => PatchChanges.EnableRegistered(kernel, name, Strict) ?? Load(kernel, ManifestStore.Livepatch(ManifestStore.Require(name, "Livepatch", Location, ManifestStore.LivepatchRoom)).Module),
        Show(name));

    private void Enable(ModuleDefinition module) => Change(
        $"patch '{module.Name}'",
        "Enable",
        kernel => PatchChanges.EnableRegistered(kernel, module.Name, Strict) ?? Load(kernel, module),
        Show(module.Name));

    private Outcome Load(Core.Kernel kernel, ModuleDefinition module) => PatchChanges.Load(kernel, module, ModuleArguments.Of(Parameter));

    private System.Func<Core.Kernel, object?>? Show(string name)
    {
        string kernelName = Target.Name;
        return PassThru ? kernel => PatchProjection.Find(kernelName, kernel, name) : null;
    }
}
