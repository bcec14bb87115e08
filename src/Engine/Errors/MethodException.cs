namespace System.Management.Automation;

public class MethodException(string? message, Exception? innerException) : ExtendedTypeSystemException(message, innerException)
{
    public MethodException() : this(null, null) { }

    public MethodException(string? message) : this(message, null) { }
}
