using System;
using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>
/// Tells what happened to a kernel and when: what was done to it from outside (modules, writes, tasks), each followed by what the kernel
/// logged, and where each patch was in its life from there on. Show-KlpTimeline draws it, Export-KlpTimeline saves it as text or picture.
/// </summary>
[Cmdlet(VerbsCommon.Get, "KlpTimeline")]
[OutputType(typeof(TimelineInfo))]
public sealed class GetKlpTimelineCommand : KlpKernelCommand
{
    /// <summary>Only what is about these patches. Wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Name")]
    [NameOf("Patch", Others = "*")]
    [ArgumentCompleter(typeof(PatchCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Patch { get; set; }

    /// <summary>Only what happened from this virtual time since boot on.</summary>
    [Parameter]
    public TimeSpan? Since { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        NamePattern[]? patterns = Patch is null or ["*"] ? null : Array.ConvertAll(Patch, static pattern => new NamePattern(pattern));
        List<TimelineInfo> all = Look(kernel => new TimelineProjection(handle.Name, kernel).All());
        foreach (TimelineInfo one in all)
        {
            if (IsStopping) return;
            if (Since is not null && one.Time < Since) continue;
            if (patterns is null || (one.Patch is { } patch && Array.Exists(patterns, pattern => pattern.IsMatch(patch)))) WriteObject(one);
        }
    }
}
