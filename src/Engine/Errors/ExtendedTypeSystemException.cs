namespace System.Management.Automation;

public class ExtendedTypeSystemException(string? message, Exception? innerException) : RuntimeException(message, innerException)
{
    public ExtendedTypeSystemException() : this(null, null) { }

    public ExtendedTypeSystemException(string? message) : this(message, null) { }
}
