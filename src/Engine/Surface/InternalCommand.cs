namespace System.Management.Automation.Internal;

public abstract class InternalCommand
{
    internal InternalCommand() { }
}
