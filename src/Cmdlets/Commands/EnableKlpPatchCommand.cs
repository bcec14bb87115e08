using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core;
using KlpShell.Core.Manifests;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.Modules;
using KlpShell.Files;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>
/// Enables patches. In the first releases one that is registered gets a 1 written to its <c>enabled</c>; of one that isn't, the module is
/// loaded, which registers and enables it. From 4.12 on the module is loaded, and a transition begins, task by task: Wait-KlpPatch waits for
/// its end. There a 1 in <c>enabled</c> only turns a transition round that takes the patch away; a patch that is disabled for good is gone,
/// and so its module is removed and loaded again (-Verbose says so). One that is enabled already is left alone, with a warning. -Wait waits
/// for the transition as Wait-KlpPatch does, and with -Rollback it goes back where that isn't over in time, the module that was loaded
/// for it with it; why is an error, and an object with the tasks that were in the way. To go back to an older cumulative patch, enable
/// that: it takes the newer one's place.
/// </summary>
[Cmdlet(VerbsLifecycle.Enable, "KlpPatch", DefaultParameterSetName = "Name", SupportsShouldProcess = true)]
[OutputType(typeof(PatchInfo), typeof(RolloutInfo))]
public sealed class EnableKlpPatchCommand : KlpPatchSourceCommand
{
    private const double MostSeconds = 1e9;

    /// <summary>Their names: patches that the kernel lists (wildcards are allowed), or live patches in the manifests folders.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Name")]
    [Alias("Patch")]
    [NameOf("Patch")]
    [ArgumentCompleter(typeof(EnableCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = null!;

    /// <summary>Makes it an error, the kernel's own, when a patch is enabled already.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <summary>Waits until the transition is over.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How many virtual seconds to wait at most, with -Wait. Wall time doesn't count.</summary>
    [Parameter]
    [ValidateRange(0.0, MostSeconds)]
    public double Timeout { get; set; } = 15;

    /// <summary>Goes back when the time is over, with -Wait: the transition is turned round, its end waited for as long again, and a module that was loaded for it removed. It is an error all the same.</summary>
    [Parameter]
    public SwitchParameter Rollback { get; set; }

    private protected override string[] Names => Name;

    private protected override void TakeName(string name)
    {
        foreach (string one in Registered(name)) Guard(() => Enable(one, () => Described(one)));
    }

    private protected override void TakeFile(string file)
    {
        if (ModuleFileStore.IsModuleFile(file))
        {
            Enable(Apart(() => ModuleFileStore.Read(file)));
            return;
        }

        LivepatchDefinition patch = ManifestStore.Livepatch(file);
        Enable(patch.Name, () => patch);
    }

    private void Enable(ModuleFile file)
    {
        string kernelName = Target.Name;
        string arguments = ModuleArguments.Of(Parameter);
        Change(
            $"patch '{file.Name}'",
            "Enable",
            kernel => Enable(kernel, file.Name, () => (file.Name, kernel.LoadModule(file, arguments))),
            PassThru ? kernel => PatchProjection.Find(kernelName, kernel, file.Name) : null);
    }

    private void Enable(string name, System.Func<LivepatchDefinition> patch)
    {
        string kernelName = Target.Name;
        string arguments = ModuleArguments.Of(Parameter);
        Change(
            $"patch '{name}'",
            "Enable",
            kernel => Enable(kernel, Gate(kernel, name), () =>
            {
                ModuleDefinition module = Gate(patch().For(kernel.Release));
                return (module.Name, kernel.LoadModule(module, arguments));
            }),
            PassThru ? kernel => PatchProjection.Find(kernelName, kernel, name) : null);
    }

    private Outcome Enable(Kernel kernel, string name, System.Func<(string Name, EntranceResult Result)> load) => Wait || Rollback
        ? new Rollouts(Target.Name, System.TimeSpan.FromSeconds(Timeout), Rollback, () => IsStopping, Watched()).Enable(kernel, name, Strict, load)
        : PatchChanges.Enable(kernel, name, Strict, load);
}
