namespace System.Management.Automation;

public class SessionStateException(string? message, Exception? innerException) : RuntimeException(message, innerException)
{
    public SessionStateException() : this(null, null) { }

    public SessionStateException(string? message) : this(message, null) { }
}
