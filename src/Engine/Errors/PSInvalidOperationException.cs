namespace System.Management.Automation;

public class PSInvalidOperationException(string? message, Exception? innerException) : InvalidOperationException(message, innerException), IContainsErrorRecord
{
    public PSInvalidOperationException() : this(null, null) { }

    public PSInvalidOperationException(string? message) : this(message, null) { }

    public ErrorRecord ErrorRecord => field ??= new ErrorRecord(this, "InvalidOperation", ErrorCategory.InvalidOperation, null);
}
