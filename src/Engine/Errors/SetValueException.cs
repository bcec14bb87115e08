namespace System.Management.Automation;

public class SetValueException(string? message, Exception? innerException) : ExtendedTypeSystemException(message, innerException)
{
    public SetValueException() : this(null, null) { }

    public SetValueException(string? message) : this(message, null) { }
}
