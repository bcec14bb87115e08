using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>
/// Lets virtual time pass, and whoever wakes in it run. Nothing else moves a kernel's time but Wait-KlpPatch and a call that sleeps: Start-Sleep
/// doesn't. With -ShowLog the lines that were logged meanwhile come out; -Verbose says them, and how a transition stands.
/// </summary>
[Cmdlet(VerbsCommon.Step, "KlpKernel", DefaultParameterSetName = "Second", SupportsShouldProcess = true)]
[OutputType(typeof(KernelInfo), typeof(LogInfo))]
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

    /// <summary>Writes the lines that were logged meanwhile.</summary>
    [Parameter]
    public SwitchParameter ShowLog { get; set; }

    /// <summary>Writes the kernel.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        TimeSpan duration = ParameterSetName == "Duration" ? Duration : TimeSpan.FromSeconds(Second);
        if (duration < TimeSpan.Zero) throw Failure.Of("TimeGoesForward", duration, duration);
        List<LogRecord> lines = [];
        Change(
            "time",
            string.Create(CultureInfo.InvariantCulture, $"Let {duration.TotalSeconds} s pass"),
            kernel =>
            {
                EntranceResult result = kernel.Step(duration);
                lines.AddRange(result.Log);
                return new Outcome(result) { Note = Happened(handle, kernel, result) };
            },
            kernel => Shown(handle, kernel, lines));
    }

    private static string Happened(KernelHandle handle, Kernel kernel, EntranceResult result)
    {
        StringBuilder text = new(string.Create(CultureInfo.InvariantCulture, $"It is {kernel.Clock.Now.TotalSeconds:F6} s."));
        foreach (LogRecord line in result.Log) text.Append(CultureInfo.InvariantCulture, $"\n[{line.Time.TotalSeconds,12:F6}] {line.Text}");
        if (TransitionProjection.Of(handle.Name, kernel) is { } transition) text.Append('\n').Append(transition);
        return text.ToString();
    }

    private List<object> Shown(KernelHandle handle, Kernel kernel, List<LogRecord> lines)
    {
        List<object> shown = [];
        if (ShowLog) shown.AddRange(lines.ConvertAll(line => (object)LogProjection.Of(handle.Name, line)));
        if (PassThru) shown.Add(KernelProjection.Of(handle, kernel));
        return shown;
    }
}
