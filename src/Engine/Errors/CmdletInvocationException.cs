namespace System.Management.Automation;

public class CmdletInvocationException : RuntimeException
{
    internal CmdletInvocationException(string? message, Exception? innerException, ErrorRecord record) : base(message, innerException, record) { }
}
