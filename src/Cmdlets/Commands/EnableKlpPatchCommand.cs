using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core.Manifests;
using KlpShell.Core.ModuleFiles;
using KlpShell.Files;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>
/// Enables patches. In the first releases one that is registered gets a 1 written to its <c>enabled</c>; of one that isn't, the module is
/// loaded, which registers and enables it. From 4.12 on the module is loaded, and a transition begins, task by task: Wait-KlpPatch waits for
/// its end. There a 1 in <c>enabled</c> only turns a transition round that takes the patch away; a patch that is disabled for good is gone,
/// and so its module is removed and loaded again (-Verbose says so). One that is enabled already is left alone, with a warning.
/// </summary>
[Cmdlet(VerbsLifecycle.Enable, "KlpPatch", DefaultParameterSetName = "Name", SupportsShouldProcess = true)]
[OutputType(typeof(PatchInfo))]
public sealed class EnableKlpPatchCommand : KlpPatchChangeCommand
{
    /// <summary>Their names: patches that the kernel lists (wildcards are allowed), or live patches in the manifests folders.</summary>
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
        bool fromPath = ParameterSetName == "Path";
        foreach (string item in fromPath ? Path : Name)
        {
            Guard(() =>
            {
                if (fromPath || ManifestStore.LooksLikePath(item)) EnableFiles(item);
                else foreach (string name in Registered(item)) Guard(() => Enable(name));
            });
        }
    }

    private void EnableFiles(string path)
    {
        foreach (string file in HostPaths(path))
        {
            Guard(() =>
            {
                if (ModuleFileStore.IsModuleFile(file)) Enable(Apart(() => ModuleFileStore.Read(file)));
                else Enable(ManifestStore.Livepatch(file));
            });
        }
    }

    private void Enable(ModuleFile file)
    {
        string kernelName = Target.Name;
        string arguments = ModuleArguments.Of(Parameter);
        Change(
            $"patch '{file.Name}'",
            "Enable",
            kernel => PatchChanges.Enable(kernel, file.Name, Strict, () => (file.Name, kernel.LoadModule(file, arguments))),
            PassThru ? kernel => PatchProjection.Find(kernelName, kernel, file.Name) : null);
    }

    private void Enable(LivepatchDefinition patch) => Enable(patch.Name, () => patch);

    private void Enable(string name) => Enable(name, () => ManifestStore.Livepatch(ManifestStore.Require(name, "Livepatch", Location, ManifestStore.LivepatchRoom)));

    private void Enable(string name, System.Func<LivepatchDefinition> patch)
    {
        string kernelName = Target.Name;
        string arguments = ModuleArguments.Of(Parameter);
        Change(
            $"patch '{name}'",
            "Enable",
            kernel => PatchChanges.Enable(kernel, Gate(kernel, name), Strict, () => Gate(patch().For(kernel.Release)), arguments),
            PassThru ? kernel => PatchProjection.Find(kernelName, kernel, name) : null);
    }
}
