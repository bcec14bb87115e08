using System.Management.Automation;

namespace KlpShell.Drive;

/// <summary>What the item and content cmdlets take besides on this drive.</summary>
public class FileUserParameters
{
    /// <summary>The user who does it, by number; 0 is root.</summary>
    [Parameter]
    public int UserId { get; set; }
}
