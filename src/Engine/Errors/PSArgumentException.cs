namespace System.Management.Automation;

public class PSArgumentException(string? message, Exception? innerException) : ArgumentException(message, innerException), IContainsErrorRecord
{
    public PSArgumentException() : this(null, null) { }

    public PSArgumentException(string? message) : this(message, null) { }

    public ErrorRecord ErrorRecord => field ??= new ErrorRecord(this, "Argument", ErrorCategory.InvalidArgument, null);
}
