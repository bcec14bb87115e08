namespace System.Management.Automation;

public class PSInvalidCastException(string? message, Exception? innerException = null) : InvalidCastException(message, innerException), IContainsErrorRecord
{
    public ErrorRecord ErrorRecord => field ??= new ErrorRecord(this, "InvalidCast", ErrorCategory.InvalidArgument, null);
}
