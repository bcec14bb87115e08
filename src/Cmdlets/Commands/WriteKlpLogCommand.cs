using System.Management.Automation;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Projection;

namespace KlpShell.Commands;

/// <summary>Writes lines into the kernel log, through /dev/kmsg: to mark where a test begins, say.</summary>
[Cmdlet(VerbsCommunications.Write, "KlpLog", SupportsShouldProcess = true)]
[OutputType(typeof(LogInfo))]
public sealed class WriteKlpLogCommand : KlpChangeCommand
{
    /// <summary>The lines.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string[] Message { get; set; } = null!;

    /// <summary>The level to log at.</summary>
    [Parameter(Position = 1)]
    public LogLevel Level { get; set; } = LogLevel.Information;

    /// <summary>Writes the lines as Get-KlpLog does.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        string kernelName = Target.Name;
        foreach (string message in Message)
        {
            Guard(() => Change("the kernel log", "Write a line", kernel => kernel.WriteFile("/dev/kmsg", $"<{(int)Level}>{message}"), PassThru ? kernel => Last(kernelName, kernel) : null));
        }
    }

    private static LogInfo Last(string kernelName, Kernel kernel) => LogProjection.Of(kernelName, kernel.Log.Records[^1]);
}
