namespace System.Management.Automation;

public class MethodInvocationException(string? message, Exception? innerException) : MethodException(message, innerException)
{
    public MethodInvocationException() : this(null, null) { }

    public MethodInvocationException(string? message) : this(message, null) { }
}
