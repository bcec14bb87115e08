namespace System.Management.Automation;

public class GetValueException(string? message, Exception? innerException) : ExtendedTypeSystemException(message, innerException)
{
    public GetValueException() : this(null, null) { }

    public GetValueException(string? message) : this(message, null) { }
}
