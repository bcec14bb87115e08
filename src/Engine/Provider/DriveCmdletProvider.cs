namespace System.Management.Automation.Provider;

public abstract class DriveCmdletProvider : CmdletProvider
{
    protected virtual Collection<PSDriveInfo> InitializeDefaultDrives() => [];

    protected virtual PSDriveInfo NewDrive(PSDriveInfo drive) => drive;

    protected virtual PSDriveInfo RemoveDrive(PSDriveInfo drive) => drive;
}
