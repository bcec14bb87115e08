using System.Management.Automation;
using KlpShell.Session;

namespace KlpShell.Drive;

/// <summary>A drive over a kernel's files: over one kernel for good, or over whichever is the current one.</summary>
/// <param name="drive">What New-PSDrive was told.</param>
/// <param name="kernel">The kernel; null for the current one.</param>
public sealed class KlpDriveInfo(PSDriveInfo drive, KernelIdentity? kernel) : PSDriveInfo(drive.Name, drive.Provider, drive.Root, drive.Description, drive.Credential)
{
    /// <summary>The kernel's name; null where the drive follows the current one.</summary>
    public string? Kernel => kernel?.Name;

    internal KernelHandle? Target => kernel is null ? KlpSession.Current.Selected : kernel.Resolve();
}
