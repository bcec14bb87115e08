namespace System.Management.Automation;

public class PSArgumentException : ArgumentException, IContainsErrorRecord
{
    public PSArgumentException() { }

    public PSArgumentException(string? message) : base(message) { }

    public PSArgumentException(string? message, Exception? innerException) : base(message, innerException) { }

    public ErrorRecord ErrorRecord => field ??= new ErrorRecord(this, "Argument", ErrorCategory.InvalidArgument, null);
}
