namespace System.Management.Automation;

public class CmdletInvocationException : RuntimeException
{
    public CmdletInvocationException() { }

    public CmdletInvocationException(string? message) : base(message) { }

    public CmdletInvocationException(string? message, Exception? innerException) : base(message, innerException) { }

    internal CmdletInvocationException(string? message, Exception? innerException, ErrorRecord record) : base(message, innerException, record) { }
}
