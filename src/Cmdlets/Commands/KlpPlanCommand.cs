using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core;
using KlpShell.Core.Abi;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Manifests;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.Modules;
using KlpShell.Documents;
using KlpShell.Files;
using KlpShell.Planning;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>A cmdlet that makes plans: it works on a copy of the kernel, one for all that comes down the pipeline, so that each operation finds what those before it would leave.</summary>
public abstract class KlpPlanCommand : KlpKernelCommand
{
    private const double MostSeconds = 1e6;

    private readonly Dictionary<KernelHandle, Kernel> _scratch = [];

    /// <summary>Their names: patches or modules that the kernel has (wildcards are allowed), or manifests in the manifests folders.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Name")]
    [Alias("Patch", "Module")]
    [NameOf("Patch")]
    [ArgumentCompleter(typeof(EnableCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = null!;

    /// <summary>Manifests. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath")]
    [ArgumentCompleter(typeof(ManifestFileCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = null!;

    /// <summary>What is planned: enabling, when left out.</summary>
    [Parameter(Position = 1)]
    public PlanOperation Operation { get; set; }

    /// <summary>Parameters of the module, where it is loaded.</summary>
    [Parameter]
    public Hashtable? Parameter { get; set; }

    /// <summary>Asks the kernel also where it is so already, as -Strict of the cmdlets does.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <summary>How far the plan looks ahead, in virtual seconds. A transition that isn't over by then stalls.</summary>
    [Parameter]
    [ValidateRange(0.0, MostSeconds)]
    public double Horizon { get; set; } = 60;

    /// <summary>What is done about a patch whose <c>abi:</c> entries break the rules of Documentation/ABI. With Refuse, the plan says that it is refused; the findings are listed in any case.</summary>
    [Parameter]
    public AbiPolicy AbiPolicy { get; set; } = AbiPolicy.Warn;

    /// <summary>Does something with a plan.</summary>
    private protected abstract void Take(PatchPlanInfo plan);

    /// <summary>Hears of something that no plan can be made for.</summary>
    private protected virtual void TakeNone()
    {
    }

    /// <inheritdoc/>
    protected override void Run()
    {
        bool fromPath = ParameterSetName == "Path";
        foreach (string item in fromPath ? Path : Name)
        {
            if (IsStopping) return;
            bool made = false;
            Guard(() =>
            {
                if (fromPath || ManifestStore.LooksLikePath(item)) PlanFiles(item);
                else foreach (string name in Meant(item)) Plan(name, () => Find(name));
                made = true;
            });
            if (!made) TakeNone();
        }
    }

    private Kernel Scratch(KernelHandle handle)
    {
        if (_scratch.TryGetValue(handle, out Kernel? known)) return known;
        Kernel scratch = KlpSession.Current.Rehearsals.Find(handle)?.CloneToRehearse() ?? handle.Use(static kernel => kernel.CloneToRehearse(), () => IsStopping);
        _scratch.Add(handle, scratch);
        return scratch;
    }

    private void PlanFiles(string path)
    {
        foreach (string file in HostPaths(path))
        {
            if (ModuleFileStore.IsModuleFile(file))
            {
                ModuleFile module = Apart(() => ModuleFileStore.Read(file));
                Plan(module.Name, null, module);
                continue;
            }

            foreach (ManifestDocument document in Operation == PlanOperation.Load ? ManifestStore.Loadables(file) : [ManifestStore.LivepatchDocument(file)]) Plan(document.Name, () => document);
        }
    }

    private ManifestDocument Find(string name)
    {
        bool loads = Operation == PlanOperation.Load;
        string[] rooms = loads ? [ManifestStore.ModuleRoom, ManifestStore.LivepatchRoom] : [ManifestStore.LivepatchRoom];
        string file = ManifestStore.Require(name, loads ? "Module or Livepatch" : "Livepatch", Location, rooms);
        return loads ? ManifestStore.Loadables(file)[0] : ManifestStore.LivepatchDocument(file);
    }

    private List<string> Meant(string pattern)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(pattern)) return [pattern];
        NamePattern wildcard = new(pattern);
        Kernel scratch = Scratch(Target);
        List<string> names = [];
        if (Operation == PlanOperation.Unload)
        {
            foreach (Module module in scratch.Modules.All) names.Add(module.Name);
        }
        else
        {
            foreach (KlpPatch patch in scratch.Livepatch.Patches) names.Add(patch.Name);
        }

        return names.FindAll(wildcard.IsMatch);
    }

    private void Plan(string name, Func<ManifestDocument>? document, ModuleFile? file = null)
    {
        KernelHandle handle = Target;
        Kernel scratch = Scratch(handle);
        string arguments = ModuleArguments.Of(Parameter);
        ModuleDefinition? module = null;
        IReadOnlyList<AbiFinding> findings = [];
        ModuleDefinition Gated(ModuleDefinition definition)
        {
            module = definition;
            AbiPolicy reading = AbiPolicy == AbiPolicy.Refuse ? AbiPolicy.Refuse : AbiPolicy.Warn;
            findings = AbiGate.Findings(this, definition, reading, Location, symbol => scratch.Symbols.AddressOf(symbol) != 0);
            AbiFinding[] more = Array.FindAll([.. findings], AbiGate.IsMore);
            return AbiPolicy == AbiPolicy.Refuse && more.Length > 0 ? throw Failure.OfAbi(definition.Name, more) : definition;
        }

        ModuleDefinition Loadable() => Gated(document!().LoadableFor(scratch.Release)!);
        EntranceResult Load(Kernel kernel) => file is null ? kernel.LoadModule(Loadable(), arguments) : kernel.LoadModule(file, arguments);
        Outcome Change(Kernel kernel)
        {
            if (Operation == PlanOperation.Enable && kernel.Livepatch.Find(name) is { State: not KlpState.Enabled } known) Gated(known.Owner.Definition);
            return Operation switch
            {
                PlanOperation.Enable => PatchChanges.Enable(kernel, name, Strict, () => (name, Load(kernel))),
                PlanOperation.Disable => PatchChanges.Disable(kernel, handle.Name, name, Strict),
                PlanOperation.Load => Load(kernel),
                PlanOperation.Unload => kernel.UnloadModule(name),
                PlanOperation.Register => PatchChanges.Register(kernel, name, Loadable, arguments),
                _ => PatchChanges.Unregister(kernel, handle.Name, name),
            };
        }

        PatchDefinition? Described() => module is { Patches: [PatchDefinition patch, ..] } ? patch : null;
        try
        {
            scratch.Interrupted = () => IsStopping;
            Take(new PatchPlanner(handle.Name, scratch, TimeSpan.FromSeconds(Horizon)).Make(Operation, name, Change, Described, () => findings));
        }
        catch (InterruptedException)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            scratch.Interrupted = null;
        }
    }
}
