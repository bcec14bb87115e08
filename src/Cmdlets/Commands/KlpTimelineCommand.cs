using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>A cmdlet that draws what happened when: what came down the pipeline, or all of a kernel's.</summary>
public abstract class KlpTimelineCommand : KlpKernelCommand
{
    private readonly List<TimelineInfo> _events = [];

    /// <summary>What happened, from Get-KlpTimeline. All that happened to the kernel when left out.</summary>
    [Parameter(ValueFromPipeline = true)]
    [RecordOf(typeof(TimelineInfo), "Get-KlpTimeline")]
    [ValidateNotNull]
    public TimelineInfo[]? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        if (InputObject is not null) _events.AddRange(InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Guard(() =>
    {
        if (_events.Count > 0 || MyInvocation.ExpectingInput || InputObject is not null)
        {
            Draw(_events, _events.Count == 0 ? "" : _events[0].Kernel);
            return;
        }

        KernelHandle handle = Target;
        Draw(Look(kernel => new TimelineProjection(handle.Name, kernel).All()), handle.Name);
    });

    /// <summary>Draws what happened, oldest first.</summary>
    private protected abstract void Draw(IReadOnlyList<TimelineInfo> events, string kernelName);
}
