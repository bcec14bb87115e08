using System.Management.Automation;

namespace KlpShell.Drive;

/// <summary>What Get-Content takes besides on this drive.</summary>
public sealed class FileReadParameters : FileUserParameters
{
    /// <summary>The whole file as one text, newlines included.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }
}
