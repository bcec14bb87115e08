using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core.Manifests;
using KlpShell.Core.ModuleFiles;
using KlpShell.Files;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Loads modules, as insmod does. A live patch's module enables its patch as it is loaded, by the calls that the kernel's release has.</summary>
[Cmdlet(VerbsCommon.Add, "KlpModule", DefaultParameterSetName = "Name", SupportsShouldProcess = true)]
[OutputType(typeof(ModuleInfo))]
public sealed class AddKlpModuleCommand : KlpPatchChangeCommand
{
    private readonly HashSet<string> _files = [];

    /// <summary>The names of modules or live patches in the manifests folders.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Name")]
    [Alias("Module")]
    [NameOf("Module")]
    [ArgumentCompleter(typeof(LoadableCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = null!;

    /// <summary>
    /// Manifests of kind Module or Livepatch; all that a file holds is loaded, in its order. Or modules' own files, .ko and .ko.gz: what
    /// those do is machine code, which is followed as far as the simulator knows it. Wildcards are allowed.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath")]
    [ArgumentCompleter(typeof(ManifestFileCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = null!;

    /// <summary>The module's parameters, by name.</summary>
    [Parameter(Position = 1)]
    public Hashtable? Parameter { get; set; }

    /// <summary>Writes the modules.</summary>
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
                foreach (string file in fromPath || ManifestStore.LooksLikePath(item) ? HostPaths(item) : [ManifestStore.Require(item, "Module or Livepatch", Location, ManifestStore.ModuleRoom, ManifestStore.LivepatchRoom)]) Guard(() => LoadAll(file));
            });
        }
    }

    private void LoadAll(string file)
    {
        // A file of several documents comes down a pipeline once for each of them.
        if (MyInvocation.ExpectingInput && ParameterSetName == "Path" && !_files.Add(file)) return;
        if (ModuleFileStore.IsModuleFile(file))
        {
            Load(Apart(() => ModuleFileStore.Read(file)));
            return;
        }

        foreach (ManifestDocument module in ManifestStore.Loadables(file)) Guard(() => Load(module));
    }

    private void Load(ModuleFile file)
    {
        string kernelName = Target.Name;
        string arguments = ModuleArguments.Of(Parameter);
        Change(
            $"module '{file.Name}'",
            "Load",
            kernel => kernel.LoadModule(file, arguments),
            PassThru ? kernel => ModuleProjection.Find(kernelName, kernel, file.Name) : null);
    }

    private void Load(ManifestDocument module)
    {
        string kernelName = Target.Name;
        string arguments = ModuleArguments.Of(Parameter);
        Change(
            $"module '{module.Name}'",
            "Load",
            kernel => kernel.LoadModule(Gate(module.LoadableFor(kernel.Release)!), arguments),
            PassThru ? kernel => ModuleProjection.Find(kernelName, kernel, module.Name) : null);
    }
}
