namespace System.Management.Automation;

public class PSArgumentException(string? message, Exception? innerException = null) : ArgumentException(message, innerException), IContainsErrorRecord
{
    public ErrorRecord ErrorRecord => field ??= new ErrorRecord(this, "Argument", ErrorCategory.InvalidArgument, null);
}
