namespace System.Management.Automation;

public class ItemNotFoundException(string? message, Exception? innerException) : SessionStateException(message, innerException)
{
    public ItemNotFoundException() : this(null, null) { }

    public ItemNotFoundException(string? message) : this(message, null) { }
}
