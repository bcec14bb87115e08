using System;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Provider;
using KlpShell.Core;
using KlpShell.Core.Sysfs;
using KlpShell.Session;

namespace KlpShell.Drive;

/// <summary>
/// A kernel's files as a drive: <c>klp:/sys/kernel/livepatch</c>. Reading and writing are the entrances that Get- and Set-KlpSysfs take,
/// and what the kernel refuses is an error with its errno. The drive follows the current kernel; <c>New-PSDrive -PSProvider Klp -Kernel</c>
/// makes one that stays with a kernel.
/// </summary>
[CmdletProvider("Klp", ProviderCapabilities.ShouldProcess | ProviderCapabilities.Filter)]
public sealed partial class KlpProvider : NavigationCmdletProvider, IContentCmdletProvider
{
    private const string Root = "/";

    /// <inheritdoc/>
    protected override Collection<PSDriveInfo> InitializeDefaultDrives() =>
        [new KlpDriveInfo(new PSDriveInfo("klp", ProviderInfo, Root, "The files of the current simulated kernel", null), null)];

    /// <inheritdoc/>
    protected override object NewDriveDynamicParameters() => new NewDriveParameters();

    /// <inheritdoc/>
    protected override PSDriveInfo NewDrive(PSDriveInfo drive)
    {
        if (drive is KlpDriveInfo) return drive;
        string root = Plain(drive.Root);
        KernelIdentity? kernel = (DynamicParameters as NewDriveParameters)?.Kernel;
        try
        {
            KlpDriveInfo made = new(new PSDriveInfo(drive.Name, drive.Provider, root, drive.Description, drive.Credential), kernel);
            if (root != Root || kernel is not null) Look(made.Target, $"Can't make the drive '{drive.Name}'", root, static (_, node) => node);
            return made;
        }
        catch (KlpException error)
        {
            WriteError(error.ToRecord());
            return null!;
        }
    }

    /// <inheritdoc/>
    protected override bool IsValidPath(string path) => !path.Contains('\0', StringComparison.Ordinal);

    // Names may hold a backslash, but PowerShell takes it for a slash, and so does nobody else lose by it.
    private static string Plain(string path)
    {
        string text = path.Replace('\\', '/').TrimEnd('/');
        return text.StartsWith('/') ? text : Root + text;
    }

    private KernelHandle? Handle => PSDriveInfo is KlpDriveInfo drive ? drive.Target : KlpSession.Current.Selected;

    private int UserId => (DynamicParameters as FileUserParameters)?.UserId ?? 0;

    private T Look<T>(string attempt, string path, Func<Kernel, FileNode, T> look) => Look(Handle, attempt, path, look);

    private T Look<T>(KernelHandle? handle, string attempt, string path, Func<Kernel, FileNode, T> look)
    {
        if (handle is null) throw Failure.Of("NoKernel", path);
        return handle.Use(kernel =>
        {
            Core.Machine.Status status = kernel.Files.Find(path, out FileNode? node);
            return status.Succeeded ? look(kernel, node!) : throw Failure.Of(attempt, status, path, []);
        }, () => Stopping);
    }

    /// <summary>Whether there is such a file; false also where there is no kernel, but for the root.</summary>
    private bool Test(string path, Func<FileNode, bool> test)
    {
        string plain = Plain(path);
        try
        {
            return Handle is { } handle ? handle.Use(kernel => kernel.Files.Find(plain, out FileNode? node).Succeeded && test(node!), () => Stopping) : plain == Root;
        }
        catch (KlpException)
        {
            return false;
        }
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (KlpException error)
        {
            WriteError(error.ToRecord());
        }
    }
}
