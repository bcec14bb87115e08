using System;
using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>
/// Lets virtual time pass until a patch's transition is over. When the limit is reached first, it is an error that names each task which
/// holds the transition up: where it is, since when, and why that is in the way; with -Rollback the transition is then turned round,
/// and the reasons come out as an object, too. Where
/// nothing is in transition, and in releases that have none, there is nothing to wait for.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "KlpPatch", SupportsShouldProcess = true)]
[OutputType(typeof(PatchInfo), typeof(RolloutInfo))]
public sealed class WaitKlpPatchCommand : KlpChangeCommand
{
    private const double MostSeconds = 1e9;

    /// <summary>The patches. Wildcards are allowed. Whichever is in transition when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Patch")]
    [NameOf("Patch", Others = "*")]
    [ArgumentCompleter(typeof(PatchCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>How many virtual seconds to wait at most. Wall time doesn't count.</summary>
    [Parameter]
    [ValidateRange(0.0, MostSeconds)]
    public double Timeout { get; set; } = 15;

    /// <summary>Turns the transition round when the time is over, and waits as long again for the way back. It is an error all the same.</summary>
    [Parameter]
    public SwitchParameter Rollback { get; set; }

    /// <summary>Writes the patches, as far as the kernel still lists them.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        foreach (string pattern in Name)
        {
            foreach (string? name in Meant(pattern)) Guard(() => Wait(name));
        }
    }

    // A wildcard means the one in transition; where that is none, nothing is waited for.
    private List<string?> Meant(string pattern)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(pattern)) return [pattern];
        NamePattern wildcard = new(pattern);
        string? moving = Seen(static kernel => kernel.Livepatch.CurrentTransition?.Patch.Name);
        return moving is null ? [null] : wildcard.IsMatch(moving) ? [moving] : [];
    }

    private void Wait(string? name)
    {
        string kernelName = Target.Name;
        Change(
            name is null ? "the transition" : $"patch '{name}'",
            "Wait for",
            kernel => new Transitions(kernelName, kernel, () => IsStopping, Watched()).Wait(name, TimeSpan.FromSeconds(Timeout), Rollback),
            PassThru && name is not null ? kernel => PatchProjection.Find(kernelName, kernel, name) : null);
    }
}
