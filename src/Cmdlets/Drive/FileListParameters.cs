using System.Management.Automation;

namespace KlpShell.Drive;

/// <summary>What Get-ChildItem takes besides on this drive.</summary>
public sealed class FileListParameters : FileUserParameters
{
    /// <summary>Directories only.</summary>
    [Parameter]
    public SwitchParameter Directory { get; set; }

    /// <summary>Files only.</summary>
    [Parameter]
    public SwitchParameter File { get; set; }
}
