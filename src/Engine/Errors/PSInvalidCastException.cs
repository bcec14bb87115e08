namespace System.Management.Automation;

public class PSInvalidCastException(string? message, Exception? innerException) : InvalidCastException(message, innerException), IContainsErrorRecord
{
    public PSInvalidCastException() : this(null, null) { }

    public PSInvalidCastException(string? message) : this(message, null) { }

    public ErrorRecord ErrorRecord => field ??= new ErrorRecord(this, "InvalidCast", ErrorCategory.InvalidArgument, null);
}
