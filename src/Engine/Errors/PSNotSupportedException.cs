namespace System.Management.Automation;

public class PSNotSupportedException(string? message, Exception? innerException) : NotSupportedException(message, innerException), IContainsErrorRecord
{
    public PSNotSupportedException() : this(null, null) { }

    public PSNotSupportedException(string? message) : this(message, null) { }

    public ErrorRecord ErrorRecord => field ??= new ErrorRecord(this, "NotSupported", ErrorCategory.NotImplemented, null);
}
