using System;
using System.Globalization;
using System.Management.Automation;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Lets virtual time pass, and whoever wakes in it run. Nothing else moves a kernel's time: Start-Sleep doesn't.</summary>
[Cmdlet(VerbsCommon.Step, "KlpKernel", DefaultParameterSetName = "Second", SupportsShouldProcess = true)]
[OutputType(typeof(KernelInfo))]
public sealed class StepKlpKernelCommand : KlpChangeCommand
{
    private const double MostSeconds = 1e9;

    /// <summary>How many virtual seconds. One when left out.</summary>
    [Parameter(Position = 0, ParameterSetName = "Second")]
    [ValidateRange(0.0, MostSeconds)]
    public double Second { get; set; } = 1;

    /// <summary>How long, as a time span of virtual time.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Duration")]
    public TimeSpan Duration { get; set; }

    /// <summary>Writes the kernel.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        TimeSpan duration = ParameterSetName == "Duration" ? Duration : TimeSpan.FromSeconds(Second);
        if (duration < TimeSpan.Zero) throw Failure.Of("TimeGoesForward", duration, duration);
        Change(
            "time",
            string.Create(CultureInfo.InvariantCulture, $"Let {duration.TotalSeconds} s pass"),
            kernel => kernel.Step(duration),
            PassThru ? kernel => KernelProjection.Of(handle, kernel) : null);
    }
}
