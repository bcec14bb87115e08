using System;
using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Core.Machine;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Reads the kernel log, as dmesg does: as objects, or as the text that dmesg prints.</summary>
[Cmdlet(VerbsCommon.Get, "KlpLog")]
[OutputType(typeof(LogInfo), typeof(string))]
public sealed class GetKlpLogCommand : KlpKernelCommand
{
    /// <summary>Only lines that match. Wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Message { get; set; }

    /// <summary>Only lines of these levels.</summary>
    [Parameter]
    public LogLevel[]? Level { get; set; }

    /// <summary>Only lines from this virtual time since boot on.</summary>
    [Parameter]
    public TimeSpan? Since { get; set; }

    /// <summary>Only lines after this sequence number.</summary>
    [Parameter]
    public long? After { get; set; }

    /// <summary>Only the last lines, as many as are said.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Last { get; set; }

    /// <summary>The text that dmesg prints, in place of objects.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        NamePattern? pattern = Message is null ? null : new NamePattern(Message);
        List<LogRecord> lines = Look(kernel => new List<LogRecord>(After is { } after ? kernel.Log.Since(after + 1) : kernel.Log.Records));
        lines.RemoveAll(line => (pattern is not null && !pattern.IsMatch(line.Text)) || (Since is not null && line.Time < Since) || (Level is not null && Array.IndexOf(Level, line.Level) < 0));
        int first = Last is { } last && last < lines.Count ? lines.Count - last : 0;
        for (int i = first; i < lines.Count && !IsStopping; i++)
        {
            LogRecord line = lines[i];
            LogInfo info = LogProjection.Of(handle.Name, line);
            WriteObject(Raw ? info.ToString() : info);
        }
    }
}
