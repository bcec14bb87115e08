namespace System.Management.Automation;

public enum ActionPreference
{
    SilentlyContinue, Stop, Continue, Inquire, Ignore, Suspend,
}
