using System;
using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Lists the system states of patches, as klp_get_state finds them: what a patch changed beyond its functions. No release before 5.5 has any.</summary>
[Cmdlet(VerbsCommon.Get, "KlpSystemState")]
[OutputType(typeof(SystemStateInfo))]
public sealed class GetKlpSystemStateCommand : KlpKernelCommand
{
    /// <summary>Only those of these patches. Wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [NameOf("Patch", Others = "*")]
    [ArgumentCompleter(typeof(PatchCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Patch { get; set; } = ["*"];

    /// <summary>Only those of these ids.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(SystemStateCompleter))]
    public ulong[]? Id { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        foreach (string name in Patch)
        {
            NamePattern pattern = new(name);
            (bool known, List<SystemStateInfo> found) = Look(kernel => Find(handle.Name, kernel, pattern));
            if (!known && !WildcardPattern.ContainsWildcardCharacters(name)) WriteError(Failure.Of("PatchNotFound", name, name, handle.Name).ToRecord());
            foreach (SystemStateInfo state in found) WriteObject(state);
        }
    }

    private (bool Known, List<SystemStateInfo> Found) Find(string kernelName, Kernel kernel, NamePattern pattern)
    {
        if (!kernel.Release.Has(Features.States)) throw Failure.Of("Can't list system states", Status.Refused(Errno.ENOENT, Refusal.NotInThisRelease, "klp_get_state"), kernel.Release.Name, []);
        bool known = false;
        List<SystemStateInfo> infos = [];
        foreach (KlpPatch patch in kernel.Livepatch.Patches)
        {
            if (!pattern.IsMatch(patch.Name)) continue;
            known = true;
            foreach (SystemState state in patch.States)
            {
                if (Id is not null && Array.IndexOf(Id, state.Id) < 0) continue;
                object data = state.Data.Text is { } text ? text : state.Data.Number;
                infos.Add(new SystemStateInfo { Patch = patch.Name, Kernel = kernelName, Id = state.Id, Version = state.Version, Data = data });
            }
        }

        return (known, infos);
    }
}
