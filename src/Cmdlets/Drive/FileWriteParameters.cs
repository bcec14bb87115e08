using System.Management.Automation;

namespace KlpShell.Drive;

/// <summary>What Set-Content and Add-Content take besides on this drive.</summary>
public sealed class FileWriteParameters : FileUserParameters
{
    /// <summary>Adds no newline.</summary>
    [Parameter]
    public SwitchParameter NoNewline { get; set; }
}
