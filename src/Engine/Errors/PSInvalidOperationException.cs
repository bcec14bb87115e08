namespace System.Management.Automation;

public class PSInvalidOperationException(string? message, Exception? innerException = null) : InvalidOperationException(message, innerException), IContainsErrorRecord
{
    public ErrorRecord ErrorRecord => field ??= new ErrorRecord(this, "InvalidOperation", ErrorCategory.InvalidOperation, null);
}
